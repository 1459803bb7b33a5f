# Applies HIBARI_SANITIZE to everything that is compiled and linked.
if(HIBARI_SANITIZE)
    add_compile_options(-fsanitize=${HIBARI_SANITIZE} -fno-omit-frame-pointer)
    add_link_options(-fsanitize=${HIBARI_SANITIZE})
    if(HIBARI_SANITIZE MATCHES "undefined")
        add_compile_options(-fno-sanitize-recover=undefined)
    endif()
endif()
