# Applies HIBARI_SANITIZE to everything that is compiled and linked. Its parts are joined by + and not
# by the compiler's comma, which would break $<BOOL:${HIBARI_SANITIZE}>.
if(HIBARI_SANITIZE)
    string(REPLACE "+" "," sanitizers "${HIBARI_SANITIZE}")
    add_compile_options(-fsanitize=${sanitizers} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${sanitizers})
    if(HIBARI_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
endif()
