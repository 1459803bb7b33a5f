# Run by ctest in script mode: asks for a dependency that points back and must be refused.
cmake_minimum_required(VERSION 3.25)
include("${CMAKE_CURRENT_LIST_DIR}/../../cmake/layers.cmake")
hibari_check_layer(media "${target}")
