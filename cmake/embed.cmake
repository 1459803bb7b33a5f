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

# hibari_embed_binary(<variable> <symbol> <file>)
#
# The same for files of megabytes, which the assembler copies: a compiler that reads each byte as a
# number takes minutes and gigabytes for them. The bytes are aligned to 64.
function(hibari_embed_binary variable symbol file)
    set(output "${CMAKE_CURRENT_BINARY_DIR}/${symbol}.cpp")
    file(SIZE "${file}" size)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS "${file}")
    file(
        CONFIGURE
        OUTPUT "${output}"
        CONTENT [[
#include <cstddef>
#include <string_view>

__asm__(
    ".section .rodata\n"
    ".balign 64\n"
    ".global hibari_@symbol@\n"
    "hibari_@symbol@:\n"
    ".incbin \"@file@\"\n"
    ".byte 0\n"
    ".previous\n"
);

extern "C" const char hibari_@symbol@[];

namespace hibari::embedded {

extern const std::string_view @symbol@;
constinit const std::string_view @symbol@(hibari_@symbol@, std::size_t{@size@});

}  // namespace hibari::embedded
]]
        @ONLY
    )
    # The optimiser of whole programs does not see what the assembler defines.
    set_source_files_properties(
        "${output}" PROPERTIES OBJECT_DEPENDS "${file}" COMPILE_OPTIONS "-fno-lto"
    )
    set(${variable} "${output}" PARENT_SCOPE)
endfunction()
