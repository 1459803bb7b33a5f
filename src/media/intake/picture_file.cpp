#include "media/intake/picture_file.h"

#include "media/intake/byte_reader.h"
#include "media/intake/orientation.h"
#include "media/intake/upload_error.h"

#include <algorithm>
#include <limits>

namespace hibari::media {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kPngMagic = "\x89PNG\r\n\x1A\n"sv;
constexpr std::string_view kJpegMagic = "\xFF\xD8\xFF"sv;
constexpr std::string_view kExifMagic = "Exif\0\0"sv;

int side(std::uint64_t value) {
    constexpr std::uint64_t kMax = std::numeric_limits<int>::max();
    return static_cast<int>(std::min(value, kMax));
}

tl::unexpected<Error> cut_off() {
    return fail(broken_file("it ends too early"));
}

// PNG specification, 5.3: length, name, data and a checksum, until IEND.
Result<PictureFile> read_png(std::string_view bytes) {
    PictureFile file{.kind = PictureKind::kPng};
    bool has_header = false;
    for (std::size_t at = kPngMagic.size(); at + 12 <= bytes.size();) {
        const std::uint64_t length = number_at(bytes, at, 4);
        const std::string_view name = slice(bytes, at + 4, 4);
        const std::string_view data = slice(bytes, at + 8, length);
        if (length + 12 > bytes.size() - at) {
            return cut_off();
        }
        if (name == "IHDR") {
            file.size = {side(number_at(data, 0, 4)), side(number_at(data, 4, 4))};
            has_header = true;
        } else if (name == "eXIf") {
            file.orientation = exif_orientation(data);
        } else if (name == "acTL") {
            return fail(upload_error(
                "animated_picture", "this is an animated picture", "send a still one, or a clip"
            ));
        } else if (name == "IEND" && has_header) {
            return file;
        }
        at += length + 12;
    }
    return cut_off();
}

bool is_frame_header(unsigned marker) {
    // C4, C8 and CC stand among them and mean something else.
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

// ITU-T T.81, annex B: markers, most of them with a length, until the entropy-coded data.
Result<PictureFile> read_jpeg(std::string_view bytes) {
    PictureFile file{.kind = PictureKind::kJpeg, .may_be_transparent = false};
    bool has_header = false;
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        if (static_cast<unsigned char>(bytes[at]) != 0xFF) {
            return fail(broken_file("there is no marker where one must be"));
        }
        const auto marker = static_cast<unsigned>(number_at(bytes, at + 1, 1));
        if (marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
            at += marker == 0xFF ? 1 : 2;  // Filling, or a marker without a length.
            continue;
        }
        const std::uint64_t length = number_at(bytes, at + 2, 2);
        const std::string_view data = slice(bytes, at + 4, std::max<std::uint64_t>(length, 2) - 2);
        if (length + 2 > bytes.size() - at) {
            return cut_off();
        }
        at += length + 2;
        if (is_frame_header(marker)) {
            file.size = {side(number_at(data, 3, 2)), side(number_at(data, 1, 2))};
            has_header = true;
        } else if (marker == 0xE1 && data.starts_with(kExifMagic)) {
            file.orientation = exif_orientation(data.substr(kExifMagic.size()));
        } else if (marker == 0xDA) {
            // Within the data FF is always followed by 00 or a marker of its own.
            if (!has_header || bytes.find("\xFF\xD9"sv, at) == std::string_view::npos) {
                return cut_off();
            }
            return file;
        } else if (marker == 0xD9) {
            break;
        }
    }
    return cut_off();
}

// RFC 9649, 2.3 to 2.7. Lossy and lossless pictures state their size themselves as well; the
// extended header, where there is one, comes first and is what is shown.
Result<PictureFile> read_webp(std::string_view bytes) {
    PictureFile file{.kind = PictureKind::kWebp};
    const auto little = [](std::string_view data, std::size_t at, int count) {
        return number_at(data, at, count, ByteOrder::kLittle);
    };
    const std::uint64_t end = little(bytes, 4, 4) + 8;
    // The last filling byte is often left out.
    if (end > bytes.size() + 1) {
        return cut_off();
    }
    bool has_size = false;
    bool has_pixels = false;
    for (std::size_t at = 12; at + 8 <= std::min<std::uint64_t>(end, bytes.size());) {
        const std::string_view name = slice(bytes, at, 4);
        const std::uint64_t length = little(bytes, at + 4, 4);
        const std::string_view data = slice(bytes, at + 8, length);
        if (data.size() < length) {
            return cut_off();
        }
        FrameSize size;
        if (name == "VP8X") {
            constexpr std::uint64_t kAnimated = 0x02;
            if ((little(data, 0, 1) & kAnimated) != 0) {
                return fail(upload_error(
                    "animated_picture", "this is an animated picture", "send a still one, or a clip"
                ));
            }
            size = {side(little(data, 4, 3) + 1), side(little(data, 7, 3) + 1)};
        } else if (name == "VP8 ") {
            size = {side(little(data, 6, 2) & 0x3FFFU), side(little(data, 8, 2) & 0x3FFFU)};
            has_pixels = true;
        } else if (name == "VP8L") {
            const std::uint64_t both = little(data, 1, 4);
            size = {side((both & 0x3FFFU) + 1), side((both >> 14U & 0x3FFFU) + 1)};
            has_pixels = true;
        } else if (name == "EXIF") {
            file.orientation = exif_orientation(
                data.starts_with(kExifMagic) ? data.substr(kExifMagic.size()) : data
            );
        }
        if (!has_size && size != FrameSize{}) {
            file.size = size;
            has_size = true;
        }
        at += 8 + length + length % 2;
    }
    if (!has_pixels) {
        return cut_off();
    }
    return file;
}

}  // namespace

Result<PictureFile> read_picture_file(std::string_view bytes) {
    if (bytes.starts_with(kPngMagic)) {
        return read_png(bytes);
    }
    if (bytes.starts_with(kJpegMagic)) {
        return read_jpeg(bytes);
    }
    if (bytes.starts_with("RIFF") && slice(bytes, 8, 4) == "WEBP") {
        return read_webp(bytes);
    }
    return fail(upload_error(
        "not_a_picture", "this is not a picture we can read", "send a PNG, JPEG or WebP file"
    ));
}

}  // namespace hibari::media
