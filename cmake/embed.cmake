# hibari_embed(<variable> <symbol> <file>)
#
# Writes a source that holds the bytes of <file> and puts its path into <variable>:
# `extern const std::string_view <symbol>;` in namespace hibari::embedded. Done again whenever the
# file changes. Run as a script (-P) it is the step that writes.
if(CMAKE_SCRIPT_MODE_FILE)
    file(READ "${input}" bytes HEX)
    string(REGEX REPLACE "([0-9a-f][0-9a-f])" "'\\\\x\\1'," bytes "${bytes}")
    file(
        WRITE "${output}"
        "#include <string_view>\n\n"
        "namespace hibari::embedded {\nnamespace {\n\n"
        "constexpr char kBytes[] = {${bytes}'\\0'};\n\n"
        "}  // namespace\n\n"
        "extern const std::string_view ${symbol};\n"
        "constinit const std::string_view ${symbol}(kBytes, sizeof kBytes - 1);\n\n"
        "}  // namespace hibari::embedded\n"
    )
    return()
endif()

function(hibari_embed variable symbol file)
    set(output "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp")
    add_custom_command(
        OUTPUT "${output}"
        COMMAND "${CMAKE_COMMAND}" -D "input=${file}" -D "output=${output}" -D "symbol=${symbol}"
                -P "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
        DEPENDS "${file}" "${PROJECT_SOURCE_DIR}/cmake/embed.cmake"
        VERBATIM
    )
    set(${variable} "${output}" PARENT_SCOPE)
endfunction()
