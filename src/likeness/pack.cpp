#include "likeness/pack.h"

#include "base/check.h"
#include "base/files.h"
#include "likeness/pack_json.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <sys/stat.h>
#include <unistd.h>

namespace hibari::likeness {
namespace {

constexpr std::string_view kMagic{"HIBLIKE1", 8};
constexpr std::size_t kSizeBytes = 4;
constexpr std::size_t kHeaderBytesMax = 64U << 10U;
constexpr std::size_t kPixelBytes = 4;
constexpr float kSampleFull = 32767.0F;

std::size_t pixel_bytes(const View& view) {
    return static_cast<std::size_t>(view.width) * static_cast<std::size_t>(view.height) *
           kPixelBytes;
}

Error damaged(std::string message) {
    return {.code = ErrorCode::kDataLoss, .message = std::move(message)};
}

void append_size(std::string& bytes, std::size_t value) {
    for (std::size_t i = 0; i < kSizeBytes; ++i) {
        bytes.push_back(static_cast<char>((value >> (8 * i)) & 0xFFU));
    }
}

std::size_t size_at(std::string_view bytes) {
    std::size_t value = 0;
    for (std::size_t i = 0; i < kSizeBytes; ++i) {
        value |= static_cast<std::size_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
    }
    return value;
}

/// What is not there must not be told by what lies under it.
void blacken_hidden(std::string& bytes, std::size_t from) {
    for (std::size_t i = from; i + kPixelBytes <= bytes.size(); i += kPixelBytes) {
        if (bytes[i + 3] == 0) {
            bytes[i] = bytes[i + 1] = bytes[i + 2] = 0;
        }
    }
}

void append_sample(std::string& bytes, float left, float right) {
    const float mean = std::isfinite(left + right) ? 0.5F * (left + right) : 0.0F;
    const auto value =
        static_cast<std::int16_t>(std::lround(std::clamp(mean, -1.0F, 1.0F) * kSampleFull));
    const auto bits = static_cast<std::uint16_t>(value);
    bytes.push_back(static_cast<char>(bits & 0xFFU));
    bytes.push_back(static_cast<char>(bits >> 8U));
}

float sample_at(std::string_view bytes) {
    const auto low = static_cast<unsigned char>(bytes[0]);
    const auto high = static_cast<unsigned char>(bytes[1]);
    return static_cast<float>(static_cast<std::int16_t>(low | (high << 8U))) / kSampleFull;
}

Result<std::string> read_all(const FileDescriptor& file) {
    struct stat status{};

    if (::fstat(file.number(), &status) != 0) {
        return fail(file_error("cannot read", "the likeness", errno));
    }
    if (status.st_size < 0 || static_cast<std::size_t>(status.st_size) > kPackBytesMax) {
        return fail(ErrorCode::kInvalidArgument, "the likeness file is too large");
    }
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    std::size_t done = 0;
    while (done < bytes.size()) {
        const ssize_t got = ::pread(
            file.number(), bytes.data() + done, bytes.size() - done, static_cast<off_t>(done)
        );
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail(file_error("cannot read", "the likeness", errno));
        }
        if (got == 0) {
            break;
        }
        done += static_cast<std::size_t>(got);
    }
    bytes.resize(done);
    return bytes;
}

}  // namespace

const View& front_view(const LikenessPack& pack) {
    HIBARI_CHECK(!pack.views.empty(), pack.views.size());
    return *std::ranges::min_element(pack.views, {}, [](const View& view) {
        return std::fabs(view.yaw_degrees);
    });
}

Result<void> check_pack(const LikenessPack& pack) {
    // What may be written is what may be read.
    HIBARI_TRY(read_header(header_of(pack)));
    for (std::size_t i = 0; i < pack.views.size(); ++i) {
        if (pack.views[i].rgba.size() != pixel_bytes(pack.views[i])) {
            return fail({
                .code = ErrorCode::kInvalidArgument,
                .message = "must have four bytes for each pixel",
                .field = "views[" + std::to_string(i) + "].rgba",
            });
        }
    }
    if (pack.recording.left.size() != pack.recording.right.size()) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "must have two planes of one length",
            .field = "recording",
        });
    }
    return {};
}

Result<std::string> encode_pack(const LikenessPack& pack) {
    HIBARI_TRY(check_pack(pack));
    const std::string header = to_string(header_of(pack));
    std::size_t size = kMagic.size() + kSizeBytes + header.size() + pack.recording.size() * 2;
    for (const View& view : pack.views) {
        size += pixel_bytes(view);
    }
    if (size > kPackBytesMax || header.size() > kHeaderBytesMax) {
        return fail({
            .code = ErrorCode::kResourceExhausted,
            .message = "the likeness would be too large",
            .hint = "use fewer or smaller views",
        });
    }
    std::string bytes;
    bytes.reserve(size);
    bytes += kMagic;
    append_size(bytes, header.size());
    bytes += header;
    for (const View& view : pack.views) {
        const std::size_t from = bytes.size();
        bytes.append(reinterpret_cast<const char*>(view.rgba.data()), view.rgba.size());
        blacken_hidden(bytes, from);
    }
    for (std::size_t i = 0; i < pack.recording.size(); ++i) {
        append_sample(bytes, pack.recording.left[i], pack.recording.right[i]);
    }
    return bytes;
}

Result<LikenessPack> decode_pack(std::string_view bytes) {
    if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + kSizeBytes) {
        return fail(damaged("this is no likeness file"));
    }
    if (bytes.size() > kPackBytesMax) {
        return fail(ErrorCode::kInvalidArgument, "the likeness file is too large");
    }
    bytes.remove_prefix(kMagic.size());
    const std::size_t header_size = size_at(bytes);
    bytes.remove_prefix(kSizeBytes);
    if (header_size > kHeaderBytesMax || header_size > bytes.size()) {
        return fail(damaged("the likeness file is cut within its header"));
    }
    const Json json = HIBARI_TRY(parse_json(
        bytes.substr(0, header_size),
        {.size_bytes_max = kHeaderBytesMax, .depth_max = 8, .repeated_keys = RepeatedKeys::kRefuse}
    ));
    bytes.remove_prefix(header_size);
    PackHeader header = HIBARI_TRY(read_header(json));
    LikenessPack& pack = header.pack;
    std::size_t expected = header.voice_samples * 2;
    for (const View& view : pack.views) {
        expected += pixel_bytes(view);
    }
    if (bytes.size() != expected) {
        return fail(damaged(
            "the likeness file should have " + std::to_string(expected) +
            " bytes after its header, it has " + std::to_string(bytes.size())
        ));
    }
    for (View& view : pack.views) {
        const std::string_view pixels = bytes.substr(0, pixel_bytes(view));
        view.rgba.assign(pixels.begin(), pixels.end());
        bytes.remove_prefix(pixels.size());
    }
    pack.recording = media::AudioBuffer(header.voice_samples);
    for (std::size_t i = 0; i < header.voice_samples; ++i) {
        pack.recording.left[i] = pack.recording.right[i] = sample_at(bytes.substr(2 * i, 2));
    }
    return std::move(pack);
}

Result<void> write_pack(const std::filesystem::path& path, const LikenessPack& pack) {
    const std::string bytes = HIBARI_TRY(encode_pack(pack));
    return write_file(path, bytes, Existing::kReplace);
}

Result<LikenessPack> read_pack(const std::filesystem::path& path) {
    const std::string bytes = HIBARI_TRY(read_file(path, kPackBytesMax));
    return decode_pack(bytes);
}

Result<LikenessPack> read_pack(const FileDescriptor& file) {
    const std::string bytes = HIBARI_TRY(read_all(file));
    return decode_pack(bytes);
}

}  // namespace hibari::likeness
