#include "trust/c2pa/mp4_boxes.h"

#include "trust/c2pa/big_endian.h"

#include <algorithm>
#include <array>
#include <limits>

namespace hibari::trust {
namespace {

constexpr std::uint64_t kHeaderBytes = 8;
constexpr std::uint64_t kLongHeaderBytes = 16;
constexpr std::size_t kBoxesMax = 200'000;
constexpr int kDepthMax = 8;
constexpr std::uint64_t kMax32 = std::numeric_limits<std::uint32_t>::max();

tl::unexpected<Error> cut(std::string_view type) {
    return fail(ErrorCode::kDataLoss, "an MP4 box '" + std::string(type) + "' is cut or damaged");
}

// A box within bytes in memory.
struct Inner {
    std::string_view type;
    std::size_t begin = 0;
    std::size_t payload = 0;
    std::size_t end = 0;
};

Result<Inner> inner_at(std::string_view bytes, std::size_t begin, std::size_t end) {
    if (end - begin < kHeaderBytes) {
        return cut("?");
    }
    Inner box{.type = bytes.substr(begin + 4, 4), .begin = begin, .payload = begin + 8, .end = end};
    std::uint64_t size = big_endian(bytes, begin, 4);
    if (size == 1 && end - begin >= kLongHeaderBytes) {
        size = big_endian(bytes, begin + 8, 8);
        box.payload = begin + kLongHeaderBytes;
    }
    if (size == 0) {
        size = end - begin;
    }
    if (size < box.payload - begin || size > end - begin) {
        return cut(box.type);
    }
    box.end = begin + size;
    return box;
}

// Changes numbers in a box that holds them one after another from `first`.
class Mover {
  public:
    Mover(std::string& bytes, const MovePlace& move) : bytes_(bytes), move_(move) {}

    Result<void> walk(std::size_t begin, std::size_t end, int depth) {
        if (depth > kDepthMax) {
            return fail(ErrorCode::kDataLoss, "MP4 boxes are nested too deeply");
        }
        while (begin < end) {
            const Inner box = HIBARI_TRY(inner_at(bytes_, begin, end));
            HIBARI_TRY(visit(box, depth));
            begin = box.end;
        }
        return {};
    }

  private:
    Result<void> visit(const Inner& box, int depth) {
        static constexpr std::array<std::string_view, 8> kFolders{
            "moov", "trak", "mdia", "minf", "stbl", "moof", "traf", "mfra"
        };
        if (std::ranges::find(kFolders, box.type) != kFolders.end()) {
            return walk(box.payload, box.end, depth + 1);
        }
        if (box.type == "stco") {
            return move_list(box, 4);
        }
        if (box.type == "co64") {
            return move_list(box, 8);
        }
        if (box.type == "tfhd") {
            return move_fragment(box);
        }
        if (box.type == "tfra") {
            return move_index(box);
        }
        if (box.type == "saio") {
            return fail(ErrorCode::kUnsupported, "cannot sign an encrypted MP4 file");
        }
        return {};
    }

    Result<void> move_number(std::size_t offset, std::size_t width) {
        const std::uint64_t place = move_(big_endian(bytes_, offset, width));
        if (width == 4 && place > kMax32) {
            return fail(
                ErrorCode::kUnsupported,
                "the manifest would move data past 4 GiB, which 'stco' cannot say"
            );
        }
        set_big_endian(bytes_, offset, place, width);
        return {};
    }

    // ISO 14496-12, section 8.7.5: version and flags, a count, and that many places.
    Result<void> move_list(const Inner& box, std::size_t width) {
        if (box.end - box.payload < 8) {
            return cut(box.type);
        }
        const std::uint64_t count = big_endian(bytes_, box.payload + 4, 4);
        const std::size_t first = box.payload + 8;
        if (count > (box.end - first) / width) {
            return cut(box.type);
        }
        for (std::uint64_t i = 0; i < count; ++i) {
            HIBARI_TRY(move_number(first + i * width, width));
        }
        return {};
    }

    // Section 8.8.7: version and flags, the track, and with flag 1 a place.
    Result<void> move_fragment(const Inner& box) {
        if (box.end - box.payload < 8) {
            return cut(box.type);
        }
        constexpr std::uint64_t kBaseDataOffsetPresent = 1;
        if ((big_endian(bytes_, box.payload, 4) & kBaseDataOffsetPresent) == 0) {
            return {};
        }
        if (box.end - box.payload < 16) {
            return cut(box.type);
        }
        return move_number(box.payload + 8, 8);
    }

    // Section 8.8.10: version, track, widths of three numbers, a count; per entry a time, a place
    // of a moof and those three.
    Result<void> move_index(const Inner& box) {
        if (box.end - box.payload < 16) {
            return cut(box.type);
        }
        const std::size_t width = big_endian(bytes_, box.payload, 1) == 1 ? 8 : 4;
        const std::uint64_t widths = big_endian(bytes_, box.payload + 8, 4);
        const std::size_t tail = ((widths >> 4U) & 3U) + ((widths >> 2U) & 3U) + (widths & 3U) + 3;
        const std::uint64_t count = big_endian(bytes_, box.payload + 12, 4);
        const std::size_t entry = 2 * width + tail;
        const std::size_t first = box.payload + 16;
        if (count > (box.end - first) / entry) {
            return cut(box.type);
        }
        for (std::uint64_t i = 0; i < count; ++i) {
            HIBARI_TRY(move_number(first + i * entry + width, width));
        }
        return {};
    }

    std::string& bytes_;
    const MovePlace& move_;
};

Result<Mp4Box> read_box(ByteSource& source, std::uint64_t begin, std::uint64_t end) {
    if (end - begin < kHeaderBytes) {
        return cut("?");
    }
    const std::string head = HIBARI_TRY(source.piece(begin, kHeaderBytes));
    Mp4Box box{.type = head.substr(4, 4), .offset = begin, .size = 0, .header_bytes = kHeaderBytes};
    box.size = big_endian(head, 0, 4);
    if (box.size == 1 && end - begin >= kLongHeaderBytes) {
        const std::string size = HIBARI_TRY(source.piece(begin + kHeaderBytes, 8));
        box.size = big_endian(size, 0, 8);
        box.header_bytes = kLongHeaderBytes;
    }
    if (box.size == 0) {  // To the end.
        box.size = end - begin;
    }
    if (box.size < box.header_bytes || box.size > end - begin) {
        return cut(box.type);
    }
    return box;
}

}  // namespace

Result<std::vector<Mp4Box>> list_boxes(ByteSource& source, std::uint64_t begin, std::uint64_t end) {
    std::vector<Mp4Box> boxes;
    while (begin < end) {
        if (boxes.size() == kBoxesMax) {
            return fail(ErrorCode::kDataLoss, "an MP4 file has too many boxes");
        }
        boxes.push_back(HIBARI_TRY(read_box(source, begin, end)));
        begin = boxes.back().end();
    }
    return boxes;
}

Result<bool> is_c2pa_box(ByteSource& source, const Mp4Box& box) {
    if (box.type != "uuid" || box.size < box.header_bytes + kC2paUserType.size()) {
        return false;
    }
    const std::string user_type =
        HIBARI_TRY(source.piece(box.offset + box.header_bytes, kC2paUserType.size()));
    return user_type == kC2paUserType;
}

Result<void> move_places(std::string& box, const MovePlace& move) {
    return Mover(box, move).walk(0, box.size(), 0);
}

}  // namespace hibari::trust
