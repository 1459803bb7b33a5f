# Writes a C++ source that holds SQL files as text. Run by the build:
#   cmake -DOUTPUT=<file.cpp> -DFILES=<file;file...> -P embed_sql.cmake
# The files are named NNNN_words.sql and numbered from 0001 without gaps.
set(rows "")
set(expected 0)
foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME_WE)
    if(NOT name MATCHES "^([0-9][0-9][0-9][0-9])_([a-z0-9_]+)$")
        message(FATAL_ERROR "${file}: a migration is named like 0007_follow_graph.sql")
    endif()
    set(words "${CMAKE_MATCH_2}")
    math(EXPR expected "${expected} + 1")
    string(REGEX REPLACE "^0+" "" version "${CMAKE_MATCH_1}")
    if(NOT version EQUAL expected)
        message(FATAL_ERROR "${file}: expected number ${expected}; migrations have no gaps")
    endif()
    file(READ "${file}" sql)
    string(APPEND rows "    {${version}, \"${words}\", R\"hibari_sql(${sql})hibari_sql\"},\n")
endforeach()
file(
    WRITE "${OUTPUT}"
    "// Made by cmake/embed_sql.cmake.\n#include \"store/migrations.h\"\n\n"
    "namespace hibari::store {\nnamespace {\n\nconstexpr Migration kMigrations[] = {\n${rows}};\n\n"
    "}  // namespace\n\nstd::span<const Migration> embedded_migrations() {\n"
    "    return kMigrations;\n}\n\n}  // namespace hibari::store\n"
)
