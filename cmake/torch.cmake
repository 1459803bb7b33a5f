# libtorch, for the libraries of the learned engines: the target hibari_torch, or nothing.
#
# Debian's libtorch-dev is found by itself; another libtorch through Torch_DIR, the folder of its
# TorchConfig.cmake. That file is not read: it adds compiler flags, looks for CUDA, protobuf and
# Python, and warns about what it does not find. Two libraries and two folders of headers is all we
# use.
if(HIBARI_WITH_TORCH STREQUAL "AUTO" AND (HIBARI_BUILD_FUZZ OR HIBARI_SANITIZE MATCHES "thread"))
    # Nothing that is fuzzed uses torch, and its OpenMP threads look like races to the sanitizer.
    return()
endif()
if(NOT HIBARI_WITH_TORCH)
    return()
endif()

set(torch_prefix "")
if(Torch_DIR)
    get_filename_component(torch_prefix "${Torch_DIR}/../../.." ABSOLUTE)
endif()
find_path(TORCH_INCLUDE_DIR ATen/core/Tensor.h HINTS "${torch_prefix}/include")
find_library(TORCH_CPU_LIBRARY torch_cpu HINTS "${torch_prefix}/lib")
find_library(TORCH_C10_LIBRARY c10 HINTS "${torch_prefix}/lib")
mark_as_advanced(TORCH_INCLUDE_DIR TORCH_CPU_LIBRARY TORCH_C10_LIBRARY)

if(TORCH_INCLUDE_DIR AND TORCH_CPU_LIBRARY AND TORCH_C10_LIBRARY)
    # Strings cross the border to torch, and older downloads of it were built with the other kind.
    # Clang 19 does not take the headers of torch 1.13 with C++20 (a vector of what is not known yet).
    include(CheckCXXSourceCompiles)
    set(CMAKE_REQUIRED_INCLUDES "${TORCH_INCLUDE_DIR}")
    set(CMAKE_REQUIRED_LIBRARIES "${TORCH_CPU_LIBRARY}" "${TORCH_C10_LIBRARY}")
    set(CMAKE_REQUIRED_FLAGS "-std=c++20")
    check_cxx_source_compiles(
        "#include <ATen/ops/empty.h>
         #include <c10/core/Device.h>
         #include <string>
         int main() { return c10::Device(std::string(\"cpu\")).is_cpu() ? 0 : 1; }"
        TORCH_LINKS
    )
    unset(CMAKE_REQUIRED_INCLUDES)
    unset(CMAKE_REQUIRED_LIBRARIES)
    unset(CMAKE_REQUIRED_FLAGS)
endif()

if(NOT TORCH_LINKS)
    if(NOT HIBARI_WITH_TORCH STREQUAL "AUTO")
        message(
            FATAL_ERROR
                "HIBARI_WITH_TORCH needs libtorch, and none that links was found: scripts/setup torch "
                "installs Debian's, Torch_DIR names another (built with the C++11 ABI of libstdc++)"
        )
    endif()
    message(STATUS "No libtorch that this compiler takes: the learned engines are left out")
    return()
endif()

# Imported, so that its headers are SYSTEM. The torch_cpu library registers its operators when it is
# loaded; a linker that drops what is not called by name would leave them out.
add_library(hibari_torch INTERFACE IMPORTED GLOBAL)
target_include_directories(hibari_torch INTERFACE "${TORCH_INCLUDE_DIR}")
target_link_libraries(
    hibari_torch INTERFACE -Wl,--push-state,--no-as-needed "${TORCH_CPU_LIBRARY}"
                           -Wl,--pop-state "${TORCH_C10_LIBRARY}"
)
