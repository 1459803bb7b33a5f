# GoogleTest and Google Benchmark programs.
find_package(GTest REQUIRED)
find_package(benchmark REQUIRED)
# Property tests name it in TEST_DEPS as rapidcheck::rapidcheck.
find_package(rapidcheck REQUIRED)
add_library(rapidcheck::rapidcheck ALIAS rapidcheck)
include(GoogleTest)

# One precompiled gtest.h for all tests: 1.0 s instead of 2.5 s of compiling per test file.
file(WRITE "${PROJECT_BINARY_DIR}/test_pch.cpp" "")
add_library(hibari_test_pch OBJECT "${PROJECT_BINARY_DIR}/test_pch.cpp")
target_link_libraries(hibari_test_pch PRIVATE GTest::gtest hibari_warnings)
target_precompile_headers(hibari_test_pch PRIVATE <gtest/gtest.h>)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    # Lets ccache see through the precompiled header.
    set(HIBARI_PCH_OPTIONS -fpch-preprocess)
else()
    set(HIBARI_PCH_OPTIONS -Xclang -fno-pch-timestamp)
endif()
# As programs are compiled, which is what uses it, and not as libraries are: g++ refuses the header
# when the two differ.
set_target_properties(hibari_test_pch PROPERTIES POSITION_INDEPENDENT_CODE OFF)
target_compile_options(hibari_test_pch PRIVATE ${HIBARI_PCH_OPTIONS} -fPIE)

# hibari_test(<name> SOURCES <file>... [LINK <target>...] [LABEL unit|integration|e2e|slow]
#             [TIMEOUT <seconds>] [WHOLE])
# A GoogleTest program (main is provided) whose tests ctest knows one by one, or as a WHOLE where they
# share something that is slow to set up. Tests run in the root of the repository: HIBARI_SOURCE_DIR
# is "." and test data is opened as "src/.../testdata/...".
function(hibari_test name)
    cmake_parse_arguments(arg "WHOLE" "LABEL;TIMEOUT" "SOURCES;LINK" ${ARGN})
    if(NOT arg_LABEL)
        set(arg_LABEL integration)
    endif()
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 120)
    endif()
    add_executable(${name} ${arg_SOURCES})
    target_compile_options(${name} PRIVATE ${HIBARI_PCH_OPTIONS})
    target_precompile_headers(${name} REUSE_FROM hibari_test_pch)
    target_link_libraries(
        ${name} PRIVATE ${arg_LINK} GTest::gmock GTest::gtest GTest::gtest_main hibari_warnings
    )
    # Relative on purpose: an absolute path here would keep ccache from serving a second clone.
    target_compile_definitions(${name} PRIVATE HIBARI_SOURCE_DIR=".")
    if(arg_WHOLE)
        add_test(NAME ${name} COMMAND ${name} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
        set_tests_properties(
            ${name} PROPERTIES LABELS ${arg_LABEL} TIMEOUT ${arg_TIMEOUT} SKIP_REGULAR_EXPRESSION
                               "SKIPPED: .* is not installed"
        )
        return()
    endif()
    gtest_discover_tests(
        ${name}
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}"
        DISCOVERY_MODE PRE_TEST
        DISCOVERY_TIMEOUT 60
        PROPERTIES LABELS ${arg_LABEL} TIMEOUT ${arg_TIMEOUT}
    )
endfunction()

# hibari_bench(<name> SOURCES <file>... [LINK <target>...])
function(hibari_bench name)
    cmake_parse_arguments(arg "" "" "SOURCES;LINK" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_link_libraries(
        ${name} PRIVATE ${arg_LINK} benchmark::benchmark benchmark::benchmark_main hibari_warnings
    )
endfunction()
