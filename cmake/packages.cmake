# hibari_package(<NAME> <pkg-config module>...)
# Finds system libraries through pkg-config once and offers them everywhere as PkgConfig::<NAME>.
# (The targets must be global: a static library hands its private links on to whoever links it.)
function(hibari_package name)
    if(NOT TARGET PkgConfig::${name})
        pkg_check_modules(${name} REQUIRED QUIET IMPORTED_TARGET GLOBAL ${ARGN})
    endif()
endfunction()
