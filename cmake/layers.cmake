# The dependency rule, and the functions that apply it.
#
# One line per library: its name, a colon, and the libraries it may name and include.
# The folder of a library is its name with `_` turned into `/` (world_script lives in
# src/world/script). Nothing points back. The tidy check reads this same table and applies it to
# #include lines.
set(HIBARI_LAYERS
    "base:"
    "net: base"
    "store: base"
    "media: base"
    "media_intake: base media"
    "likeness: base media"
    "trust_audit: base store"
    "trust_consent: base store trust_audit"
    "trust_policy: base weights tensor_kernels"
    "trust_c2pa: base"
    "trust_c2pa_intake: base media media_intake trust_c2pa"
    "trust_keeper: base trust_audit trust_c2pa"
    "trust_mark: base media"
    "trust_fingerprint: base media"
    "trust_visible: base media trust_mark"
    "trust_likeness: base media media_intake likeness"
    "trust_registry: base media media_intake store trust_c2pa trust_c2pa_intake trust_keeper trust_mark trust_fingerprint"
    "domain: base store trust_audit trust_consent trust_policy"
    "domain_likeness: base store domain trust_audit trust_consent"
    "domain_review: base store domain trust_audit trust_policy trust_consent"
    "world_script: base"
    "world_things: base world_script"
    "world_timeline: base world_script world_things"
    "world_director: base world_script world_things"
    "world_physics_character: base world_script world_things world_timeline"
    "world_physics: base world_script world_things world_timeline world_physics_character"
    "world_render: base media world_script world_things world_timeline"
    "world_render_styles: base media world_script world_things world_timeline world_render"
    "world_sound: base media world_script world_things world_timeline"
    "world_truth: base media world_script world_things world_timeline world_render"
    "world: base media likeness world_script world_things world_timeline world_physics world_render world_render_styles world_sound world_truth"
    "world_tap: base media world_script world_things world_timeline world_physics world_render world_render_styles world_sound world_truth"
    "weights: base"
    "tensor_reference: base"
    "tensor_kernels: base tensor_reference"
    "tensor: base weights tensor_reference tensor_kernels"
    "diffusion: base weights tensor"
    "models_mini_text: base"
    "models_mini: base weights tensor diffusion models_mini_text"
    "engine: base net media media_intake world_script"
    "engine_world: base media likeness engine world world_script world_director"
    "engine_process: base media engine"
    "engine_learned: base media engine weights tensor diffusion models_mini_text models_mini world_script world_things world_director world_tap world_truth"
    "eval: base media engine world_script world_things world_timeline world_physics world_sound world_tap"
    "hello: base media engine world world_script world_things world_timeline world_director world_physics world_render world_render_styles world_sound world_truth"
    "learned: base engine engine_process engine_learned"
    "worker: base media engine store domain trust_consent likeness trust_policy trust_c2pa trust_keeper trust_mark trust_visible trust_fingerprint trust_registry"
    "server: base media media_intake net store domain domain_likeness domain_review likeness trust_audit trust_consent trust_policy trust_c2pa trust_c2pa_intake trust_keeper trust_likeness trust_mark trust_registry"
    "cli: base media media_intake engine engine_world engine_process eval net store domain domain_likeness likeness trust_audit trust_consent trust_c2pa trust_c2pa_intake trust_keeper trust_mark trust_visible trust_fingerprint trust_registry trust_likeness worker server"
)

# Headers that are costly to compile: only these sources may include them (the tidy check looks).
set(HIBARI_COSTLY_HEADERS
    "boost/asio: src/net/reactor.cpp src/net/request_reader.cpp"
    "boost/beast: src/net/request_reader.cpp"
    "boost/json: src/base/json_parse.cpp"
    "CLI/: src/cli/"
    "spdlog/: src/base/log.cpp"
    "toml++/: src/base/config.cpp"
    "prometheus/: src/base/metrics.cpp"
    "curl/: src/net/http_client.cpp src/store/s3"
    "valijson/: src/server/contract_schema.cpp"
    "yaml-cpp/: src/server/contract_yaml.cpp"
    "soci/: src/store/"
    "ft2build: src/trust/visible/type_setter.cpp"
    "unicode/: src/trust/policy/ src/trust/visible/writing.cpp"
    "torch/: src/tensor/compat.cpp"
    "ATen/ATen.h: src/tensor/compat.cpp"
    "nats: src/store/events_nats.cpp src/store/job_calls_nats.cpp"
)

# Every fuzz program.
if(HIBARI_BUILD_FUZZ)
    add_custom_target(fuzzers)
endif()

# hibari_library(<name>
#     SOURCES <file>...        the library's .cpp files (headers may be listed too)
#     [DEPS <library>...]      project libraries it uses, checked against the table above
#     [LINK <target>...]       external targets, e.g. PkgConfig::FFMPEG (see hibari_package)
#     [TESTS <file>...]        unit tests, linked into one GoogleTest program <name>_test
#     [TEST_DEPS <library or target>...]   what only the tests need
#     [TEST_LABEL <label>]     ctest label, `unit` when not given
#     [BENCHES <file>...]      Google Benchmark sources, linked into <name>_bench
#     [FUZZ <file>...]         one libFuzzer program per file, named after the file
#     [OPTIMIZE])              -O3 for the library's own sources in every preset
#
# Defines the static library hibari_<name> with the alias hibari::<name>. Include root is src/.
function(hibari_library name)
    cmake_parse_arguments(
        arg "OPTIMIZE" "TEST_LABEL" "SOURCES;DEPS;LINK;TESTS;TEST_DEPS;BENCHES;FUZZ" ${ARGN}
    )
    if(arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "hibari_library(${name}): unknown arguments: ${arg_UNPARSED_ARGUMENTS}")
    endif()
    hibari_check_layer(${name} ${arg_DEPS} ${arg_LINK} ${arg_TEST_DEPS})

    add_library(hibari_${name} STATIC ${arg_SOURCES})
    add_library(hibari::${name} ALIAS hibari_${name})
    target_include_directories(hibari_${name} PUBLIC "${PROJECT_SOURCE_DIR}/src")
    target_link_libraries(hibari_${name} PRIVATE hibari_warnings)
    hibari_targets(arg_DEPS)
    target_link_libraries(hibari_${name} PUBLIC ${arg_DEPS})
    target_link_libraries(hibari_${name} PRIVATE ${arg_LINK} Threads::Threads)
    if(arg_OPTIMIZE)
        target_compile_options(hibari_${name} PRIVATE $<IF:$<BOOL:${HIBARI_SANITIZE}>,-O2,-O3>)
    endif()

    hibari_targets(arg_TEST_DEPS)
    if(HIBARI_BUILD_TESTS AND arg_TESTS)
        if(NOT arg_TEST_LABEL)
            set(arg_TEST_LABEL unit)
        endif()
        hibari_test(
            ${name}_test
            SOURCES ${arg_TESTS}
            LINK hibari::${name} ${arg_LINK} ${arg_TEST_DEPS}
            LABEL ${arg_TEST_LABEL}
        )
    endif()
    if(HIBARI_BUILD_TESTS AND arg_BENCHES)
        hibari_bench(${name}_bench SOURCES ${arg_BENCHES} LINK hibari::${name} ${arg_TEST_DEPS})
    endif()
    if(HIBARI_BUILD_FUZZ)
        foreach(file IN LISTS arg_FUZZ)
            get_filename_component(fuzz_name "${file}" NAME_WE)
            add_executable(${fuzz_name} ${file})
            target_link_libraries(${fuzz_name} PRIVATE hibari::${name} ${arg_LINK} hibari_warnings)
            target_link_options(${fuzz_name} PRIVATE -fsanitize=fuzzer)
            add_dependencies(fuzzers ${fuzz_name})
        endforeach()
    endif()
endfunction()

# Stops the configuration when <name> names a project library it may not use, by its short name, as
# hibari::<library> or as hibari_<library>. Whatever is no library of the table is external and none
# of this rule's business.
function(hibari_check_layer name)
    set(allowed "")
    set(known FALSE)
    foreach(line IN LISTS HIBARI_LAYERS)
        if(line MATCHES "^${name}:(.*)$")
            string(REPLACE " " ";" allowed "${CMAKE_MATCH_1}")
            set(known TRUE)
        endif()
    endforeach()
    if(NOT known)
        message(FATAL_ERROR "${name} is not in HIBARI_LAYERS: add a line to cmake/layers.cmake")
    endif()
    foreach(target IN LISTS ARGN)
        string(REGEX REPLACE "^hibari(::|_)" "" dep "${target}")
        if(NOT "${HIBARI_LAYERS}" MATCHES "(^|;)${dep}:")
            continue()
        endif()
        if(NOT dep IN_LIST allowed)
            message(FATAL_ERROR "${name} may not use ${dep}: see HIBARI_LAYERS in cmake/layers.cmake")
        endif()
        if(NOT TARGET hibari::${dep})
            message(FATAL_ERROR "${name} uses ${dep}, which is not defined (yet): check the order in CMakeLists.txt")
        endif()
    endforeach()
endfunction()

# Turns plain library names in the named list into hibari::<name>.
function(hibari_targets list_name)
    set(targets "")
    foreach(dep IN LISTS ${list_name})
        if(dep MATCHES "::")
            list(APPEND targets ${dep})
        else()
            list(APPEND targets hibari::${dep})
        endif()
    endforeach()
    set(${list_name} "${targets}" PARENT_SCOPE)
endfunction()
