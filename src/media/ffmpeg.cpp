#include "media/ffmpeg.h"

#include "base/files.h"

#include <array>
#include <cerrno>
#include <string>

namespace hibari::media {

void silence_ffmpeg() {
    av_log_set_level(AV_LOG_QUIET);
}

Error ffmpeg_error(std::string_view action, int code) {
    std::array<char, AV_ERROR_MAX_STRING_SIZE> text{};
    av_strerror(code, text.data(), text.size());
    Error error{
        .code = ErrorCode::kInternal,
        .message = std::string(action) + ": " + text.data(),
    };
    if (code == AVERROR(ENOMEM)) {
        error.code = ErrorCode::kResourceExhausted;
    } else if (code == AVERROR_INVALIDDATA || code == AVERROR_EOF) {
        error.code = ErrorCode::kDataLoss;
    } else if (code == AVERROR(ENOSPC) || code == AVERROR(EDQUOT) || code == AVERROR(EFBIG)) {
        error.code = ErrorCode::kResourceExhausted;
        error.hint = "free some space or choose another disk";
    } else if (code == AVERROR(ENOENT)) {
        error.code = ErrorCode::kNotFound;
    } else if (code == AVERROR(EACCES) || code == AVERROR(EPERM)) {
        error.code = ErrorCode::kPermissionDenied;
    }
    return error;
}

Result<void> ffmpeg_check(std::string_view action, int code) {
    if (code < 0) {
        return fail(ffmpeg_error(action, code));
    }
    return {};
}

Result<ScalerPtr> create_scaler(
    int from_width,
    int from_height,
    AVPixelFormat from,
    int to_width,
    int to_height,
    AVPixelFormat to
) {
    const bool same_size = from_width == to_width && from_height == to_height;
    const int flags = (same_size ? SWS_BICUBIC : SWS_AREA) | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT |
                      SWS_FULL_CHR_H_INP | SWS_BITEXACT;
    ScalerPtr scaler(sws_getContext(
        from_width, from_height, from, to_width, to_height, to, flags, nullptr, nullptr, nullptr
    ));
    if (!scaler) {
        return fail(ErrorCode::kInternal, "cannot convert between these picture formats");
    }
    // 0 is limited, 1 full range; only the YUV side looks at it. swscale assumes BT.601 otherwise.
    const int* bt709 = sws_getCoefficients(SWS_CS_ITU709);
    const int from_range = from == AV_PIX_FMT_RGB24 ? 1 : 0;
    const int to_range = to == AV_PIX_FMT_RGB24 ? 1 : 0;
    sws_setColorspaceDetails(scaler.get(), bt709, from_range, bt709, to_range, 0, 1 << 16, 1 << 16);
    return scaler;
}

}  // namespace hibari::media
