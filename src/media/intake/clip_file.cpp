#include "media/intake/clip_file.h"

#include "media/intake/byte_reader.h"
#include "media/intake/upload_error.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace hibari::media {
namespace {

using namespace std::string_view_literals;

// Of fragmented clips: two boxes every few frames.
constexpr int kBoxesMax = 100'000;
constexpr std::string_view kMatroskaMagic = "\x1A\x45\xDF\xA3"sv;
constexpr std::string_view kSegmentId = "\x18\x53\x80\x67"sv;
constexpr std::array kFirstBoxes = {"ftyp"sv, "moov"sv, "mdat"sv, "wide"sv, "free"sv, "skip"sv};

std::string read_text(ByteSource& source, std::uint64_t offset, std::size_t count) {
    std::string text(count, '\0');
    text.resize(
        source.read(offset, std::span(reinterpret_cast<std::uint8_t*>(text.data()), text.size()))
    );
    return text;
}

tl::unexpected<Error> cut_off() {
    return fail(broken_file("it ends too early"));
}

// ISO/IEC 14496-12, 4.2: size, name; a size of 1 stands for 64 bits after the name, 0 for the rest.
Result<ClipContainer> read_boxes(ByteSource& source) {
    bool has_index = false;
    std::uint64_t at = 0;
    for (int i = 0; at + 8 <= source.size(); ++i) {
        const std::string head = read_text(source, at, 16);
        std::uint64_t size = number_at(head, 0, 4);
        if (size == 1) {
            size = number_at(head, 8, 8);
        } else if (size == 0) {
            size = source.size() - at;
        }
        if (size < 8 || i >= kBoxesMax) {
            return fail(broken_file("there is no box where one must be"));
        }
        if (size > source.size() - at) {
            return cut_off();
        }
        has_index = has_index || slice(head, 4, 4) == "moov";
        at += size;
    }
    if (!has_index) {
        return cut_off();
    }
    return ClipContainer::kMp4;
}

/// A number of EBML (RFC 8794, 4): its first byte tells how many bytes it has.
struct EbmlNumber {
    std::uint64_t value = 0;
    std::size_t bytes = 0;
    bool is_unknown = false;
};

EbmlNumber ebml_number(std::string_view text, std::size_t at) {
    const std::uint64_t first = number_at(text, at, 1);
    std::size_t count = 1;
    while (count < 8 && (first & (0x80U >> (count - 1))) == 0) {
        count += 1;
    }
    const std::uint64_t mask = (std::uint64_t{1} << (7 * count)) - 1;
    const std::uint64_t value = number_at(text, at, static_cast<int>(count)) & mask;
    return {.value = value, .bytes = count, .is_unknown = value == mask};
}

// A header, then one segment with everything. Recordings that were never finished do not know how
// long it is.
Result<ClipContainer> read_matroska(ByteSource& source) {
    const std::string head = read_text(source, 0, 4096);
    const EbmlNumber header = ebml_number(head, kMatroskaMagic.size());
    const std::uint64_t segment = kMatroskaMagic.size() + header.bytes + header.value;
    if (segment > head.size() || slice(head, segment, kSegmentId.size()) != kSegmentId) {
        return cut_off();
    }
    const std::size_t size_at = segment + kSegmentId.size();
    const EbmlNumber size = ebml_number(head, size_at);
    if (!size.is_unknown &&
        size.value > source.size() - std::min(source.size(), size_at + size.bytes)) {
        return cut_off();
    }
    return ClipContainer::kMatroska;
}

}  // namespace

Result<ClipContainer> read_clip_file(ByteSource& source) {
    const std::string head = read_text(source, 0, 8);
    if (head.starts_with(kMatroskaMagic)) {
        return read_matroska(source);
    }
    if (std::ranges::find(kFirstBoxes, slice(head, 4, 4)) != kFirstBoxes.end()) {
        return read_boxes(source);
    }
    return fail(upload_error(
        "not_a_clip", "this is not a clip we can read", "send an MP4, MOV or WebM file"
    ));
}

}  // namespace hibari::media
