# Warnings every project target is built with; third-party headers are SYSTEM and stay silent.
add_library(hibari_warnings INTERFACE)
target_compile_options(
    hibari_warnings
    INTERFACE -Wall
              -Wextra
              -Wpedantic
              -Wconversion
              -Wshadow
              -Wold-style-cast
              -Wnon-virtual-dtor
              $<$<BOOL:${HIBARI_WERROR}>:-Werror>
)
