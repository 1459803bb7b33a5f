# Warnings every project target is built with; third-party headers are SYSTEM and stay silent.
# Designated initialisers leave members at their defaults on purpose; g++ 12 warns all the same.
add_library(hibari_warnings INTERFACE)
target_compile_options(
    hibari_warnings
    INTERFACE -Wall
              -Wextra
              -Wno-missing-field-initializers
              -Wpedantic
              -Wconversion
              -Wshadow
              -Wold-style-cast
              -Wnon-virtual-dtor
              $<$<BOOL:${HIBARI_WERROR}>:-Werror>
)

# g++ 12 reports overlaps and overruns inside std::string that are not there (GCC bugs 105329 and
# 105651, fixed in 13). The sanitizers look for real ones.
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
    target_compile_options(
        hibari_warnings INTERFACE -Wno-restrict -Wno-array-bounds -Wno-stringop-overflow
                                  -Wno-stringop-overread
    )
endif()

# The std::stable_sort of libstdc++ 12 calls a function that C++17 deprecates, and Clang tells.
if(CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_compile_options(hibari_warnings INTERFACE -Wno-deprecated-declarations)
endif()
