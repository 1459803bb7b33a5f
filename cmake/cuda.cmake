# The CUDA language, for HIBARI_WITH_CUDA.
set(CMAKE_CUDA_ARCHITECTURES 90 CACHE STRING "GPUs to compile for: 90 is Hopper")
include(CheckLanguage)
check_language(CUDA)
if(NOT CMAKE_CUDA_COMPILER)
    message(
        FATAL_ERROR
            "HIBARI_WITH_CUDA needs nvcc, and none was found. Put it on PATH or name it with "
            "-DCMAKE_CUDA_COMPILER=<prefix>/bin/nvcc (docs/decisions/cuda.md tells where to get one), "
            "or leave HIBARI_WITH_CUDA off."
    )
endif()
enable_language(CUDA)
# CMake 3.25.1 does not know C++20 for CUDA yet.
if(NOT CMAKE_CUDA20_STANDARD_COMPILE_OPTION)
    set(CMAKE_CUDA20_STANDARD_COMPILE_OPTION -std=c++20)
endif()
