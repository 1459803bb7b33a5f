# ccache and mold, when they are there. The settings let a fresh clone in another folder reuse the
# cache (base directory rewritten) and let ccache keep precompiled headers.
find_program(HIBARI_CCACHE ccache)
if(HIBARI_CCACHE)
    set(CMAKE_CXX_COMPILER_LAUNCHER
        env
        CCACHE_BASEDIR=${PROJECT_SOURCE_DIR}
        CCACHE_NOHASHDIR=1
        CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
        ${HIBARI_CCACHE}
    )
endif()

find_program(HIBARI_MOLD mold)
if(HIBARI_MOLD)
    add_link_options(-fuse-ld=mold)
endif()
