/* The bytes of two font files: DejaVu Sans Bold for letters, WenQuanYi Micro Hei for Chinese,
   Japanese and Korean. As numbers in a source they would take the compiler minutes. */
    .section .rodata
    .balign 16
    .global hibari_font_begin, hibari_font_end, hibari_font_cjk_begin, hibari_font_cjk_end
hibari_font_begin:
    .incbin HIBARI_FONT
hibari_font_end:
    .byte 0
    .balign 16
hibari_font_cjk_begin:
    .incbin HIBARI_FONT_CJK
hibari_font_cjk_end:
    .byte 0
    .section .note.GNU-stack, "", %progbits
