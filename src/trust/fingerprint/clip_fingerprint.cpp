#include "trust/fingerprint/clip_fingerprint.h"

#include "base/check.h"

#include <algorithm>
#include <utility>

namespace hibari::trust {
namespace {

// Longer side of the pictures that are kept while a clip passes by.
constexpr int kSampleSide = 256;
constexpr std::int64_t kSecond_ms = 1'000;

// Bars that are thinner change nothing.
constexpr double kContentWhole = 0.985;

bool has_bars(const Window& content) {
    return content.width < kContentWhole || content.height < kContentWhole;
}

std::vector<Luma> lumas_of(const ClipSamples& samples) {
    std::vector<Luma> lumas;
    lumas.reserve(samples.pictures.size());
    for (const auto& picture : samples.pictures) {
        lumas.push_back(picture.luma);
    }
    return lumas;
}

/// Numbers and hashes one after the other, little-endian.
class Writer {
  public:
    void number(std::uint64_t value, int count) {
        for (int i = 0; i < count; ++i) {
            bytes_ += static_cast<char>(value >> (8 * i) & 0xffU);
        }
    }

    void hash(const FrameHash& hash) {
        for (const std::uint64_t word : hash.words) {
            number(word, 8);
        }
    }

    std::string take() { return std::move(bytes_); }

  private:
    std::string bytes_;
};

/// Reads what Writer wrote; what lies beyond the end is zero and remembered.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : bytes_(bytes) {}

    std::uint64_t number(int count) {
        std::uint64_t value = 0;
        for (int i = 0; i < count; ++i) {
            is_good_ = is_good_ && !bytes_.empty();
            if (!bytes_.empty()) {
                value |= std::uint64_t{static_cast<unsigned char>(bytes_.front())} << (8 * i);
                bytes_.remove_prefix(1);
            }
        }
        return value;
    }

    FrameHash hash() {
        FrameHash hash;
        for (std::uint64_t& word : hash.words) {
            word = number(8);
        }
        return hash;
    }

    /// A count of things of `size` bytes each that are all there.
    std::size_t count(std::size_t size) {
        const auto count = static_cast<std::size_t>(number(4));
        is_good_ = is_good_ && count <= bytes_.size() / size;
        return is_good_ ? count : 0;
    }

    bool is_whole() const { return is_good_ && bytes_.empty(); }

  private:
    std::string_view bytes_;
    bool is_good_ = true;
};

// The first byte; another one when the views change.
constexpr std::uint64_t kLayout = 1;
constexpr std::size_t kFrameBytes = 4 + 1 + 32;
constexpr std::size_t kViewsBytes = 4 + 32 * kViewCount;

}  // namespace

void ClipSampler::begin(const media::ClipFormat& format) {
    HIBARI_CHECK(format.fps > 0, format.fps);
    format_ = format;
}

void ClipSampler::push_frame(const media::Frame& frame) {
    const std::int64_t time_ms = next_ * kSecond_ms / format_.fps;
    const auto due = static_cast<std::int64_t>(samples_.pictures.size()) * kSampleEvery_ms;
    if (time_ms >= due && samples_.pictures.size() < kSamplesMax) {
        samples_.pictures.push_back({time_ms, small_luma_of(frame, kSampleSide)});
    }
    ++next_;
}

void ClipSampler::push_audio(const media::AudioBuffer& piece) {
    sound_.push(piece);
}

ClipSamples ClipSampler::finish() {
    samples_.length_ms = next_ * kSecond_ms / std::max(format_.fps, 1);
    samples_.sound = sound_.finish();
    return std::move(samples_);
}

ClipFingerprint make_fingerprint(const ClipSamples& samples) {
    ClipFingerprint made;
    made.length_ms = samples.length_ms;
    made.sound = samples.sound;
    std::int64_t due = 0;
    for (const auto& picture : samples.pictures) {
        const HashedFrame whole = hash_of(hash_view(picture.luma, views().front()));
        made.frames.push_back({picture.time_ms, whole.quality, whole.hash});
        if (picture.time_ms < due) {
            continue;
        }
        due += kViewsEvery_ms;
        ClipFingerprint::Views all{.time_ms = picture.time_ms, .hashes = {}};
        all.hashes.front() = whole.hash;
        for (std::size_t view = 1; view < kViewCount; ++view) {
            all.hashes[view] = hash_of(hash_view(picture.luma, views()[view])).hash;
        }
        made.views.push_back(all);
    }
    return made;
}

ClipQuery make_query(ClipSamples samples) {
    ClipQuery query;
    query.sound = std::move(samples.sound);
    query.content = find_content(lumas_of(samples));
    query.pictures = std::move(samples.pictures);
    for (const bool without_bars : {false, true}) {
        if (without_bars && !has_bars(query.content)) {
            break;
        }
        ClipQuery::Variant plain{.is_without_bars = without_bars, .hashes = {}};
        ClipQuery::Variant mirrored{
            .is_mirrored = true, .is_without_bars = without_bars, .hashes = {}
        };
        for (const auto& picture : query.pictures) {
            const HashBlock block =
                hash_view(picture.luma, without_bars ? query.content : Window{});
            plain.hashes.push_back(hash_of(block).hash);
            mirrored.hashes.push_back(mirrored_hash_of(block).hash);
        }
        query.variants.push_back(std::move(plain));
        query.variants.push_back(std::move(mirrored));
    }
    return query;
}

std::string to_bytes(const ClipFingerprint& fingerprint) {
    Writer writer;
    writer.number(kLayout, 1);
    writer.number(static_cast<std::uint64_t>(fingerprint.length_ms), 4);
    writer.number(fingerprint.frames.size(), 4);
    for (const auto& frame : fingerprint.frames) {
        writer.number(static_cast<std::uint64_t>(frame.time_ms), 4);
        writer.number(static_cast<std::uint64_t>(frame.quality), 1);
        writer.hash(frame.hash);
    }
    writer.number(fingerprint.views.size(), 4);
    for (const auto& views : fingerprint.views) {
        writer.number(static_cast<std::uint64_t>(views.time_ms), 4);
        for (const FrameHash& hash : views.hashes) {
            writer.hash(hash);
        }
    }
    writer.number(fingerprint.sound.size(), 4);
    for (const std::uint32_t word : fingerprint.sound) {
        writer.number(word, 4);
    }
    return writer.take();
}

Result<ClipFingerprint> fingerprint_from_bytes(std::string_view bytes) {
    Reader reader(bytes);
    ClipFingerprint read;
    if (reader.number(1) != kLayout) {
        return fail(ErrorCode::kDataLoss, "[fingerprint] unknown layout");
    }
    read.length_ms = static_cast<std::int64_t>(reader.number(4));
    read.frames.resize(reader.count(kFrameBytes));
    for (auto& frame : read.frames) {
        frame.time_ms = static_cast<std::int64_t>(reader.number(4));
        frame.quality = static_cast<int>(reader.number(1));
        frame.hash = reader.hash();
    }
    read.views.resize(reader.count(kViewsBytes));
    for (auto& views : read.views) {
        views.time_ms = static_cast<std::int64_t>(reader.number(4));
        for (FrameHash& hash : views.hashes) {
            hash = reader.hash();
        }
    }
    read.sound.resize(reader.count(sizeof(std::uint32_t)));
    for (std::uint32_t& word : read.sound) {
        word = static_cast<std::uint32_t>(reader.number(4));
    }
    if (!reader.is_whole()) {
        return fail(ErrorCode::kDataLoss, "[fingerprint] cut off or too long");
    }
    return read;
}

}  // namespace hibari::trust
