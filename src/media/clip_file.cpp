#include "media/clip_file.h"

#include <cmath>

namespace hibari::media {
namespace {

constexpr int kSideMax = 4096;

}  // namespace

Result<ClipFile> ClipFile::open(const std::filesystem::path& path) {
    silence_ffmpeg();
    const std::string action = "cannot read '" + path.string() + "'";
    ClipFile file;
    AVFormatContext* context = nullptr;
    HIBARI_TRY(ffmpeg_check(action, avformat_open_input(&context, path.c_str(), nullptr, nullptr)));
    file.context_.reset(context);
    HIBARI_TRY(ffmpeg_check(action, avformat_find_stream_info(context, nullptr)));
    file.video_index_ = av_find_best_stream(context, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    HIBARI_TRY(ffmpeg_check(action + ", it has no picture", file.video_index_));
    file.audio_index_ = av_find_best_stream(context, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    const AVStream& stream = file.video();
    const AVCodecParameters& picture = *stream.codecpar;
    if (picture.width > kSideMax || picture.height > kSideMax || picture.width % 2 != 0 ||
        picture.height % 2 != 0) {
        return fail(ErrorCode::kUnsupported, action + ": unsupported picture size");
    }
    file.format_ = {
        .size = {picture.width, picture.height},
        .fps = static_cast<int>(std::lround(av_q2d(stream.avg_frame_rate))),
        .frame_count = stream.nb_frames,
    };
    if (file.format_.fps <= 0 || file.format_.frame_count <= 0) {
        return fail(ErrorCode::kDataLoss, action + ": it states no frames");
    }
    return file;
}

}  // namespace hibari::media
