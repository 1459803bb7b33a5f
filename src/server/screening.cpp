#include "server/screening.h"

#include "domain/likeness_uses.h"
#include "media/mp4_reader.h"
#include "trust/consent/likeness.h"
#include "trust/likeness/people_search.h"
#include "trust/registry/clip_reading.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>
#include <utility>

namespace hibari::server {
namespace {

Error refused(std::string_view field, std::string_view reason, std::string message) {
    return {
        .code = ErrorCode::kInvalidArgument,
        .message = std::move(message),
        .field = std::string(field),
        .reason = std::string(reason),
    };
}

Error person_in(std::string_view field, std::string_view reason, std::string_view what) {
    Error error = refused(field, reason, "there is a person's face in the " + std::string(what));
    error.hint =
        "a person comes into clips by the likeness that they record themselves, at /v1/likenesses";
    return error;
}

/// Hands a clip on to what reads marks and fingerprints, and shows pictures of it to a search for
/// people.
class UploadReading final : public media::ClipSink {
  public:
    UploadReading(const std::optional<trust::MarkKey>& key, trust::PeopleSearch* people)
        : reading_(key), people_(people) {}

    Result<void> begin(const media::ClipFormat& format) override {
        const double every = std::round(format.fps / trust::kPeopleLooksPerSecond);
        look_every_ = std::max<std::int64_t>(1, static_cast<std::int64_t>(every));
        return reading_.begin(format);
    }

    Result<void> push_frame(const media::Frame& frame) override {
        if (people_ != nullptr && frames_++ % look_every_ == 0) {
            people_->look(frame);
        }
        return reading_.push_frame(frame);
    }

    Result<void> push_audio(const media::AudioBuffer& audio) override {
        return reading_.push_audio(audio);
    }

    Result<void> finish() override { return reading_.finish(); }

    trust::ClipReading& reading() { return reading_; }

  private:
    trust::ClipReading reading_;
    trust::PeopleSearch* people_;
    std::int64_t look_every_ = 1;
    std::int64_t frames_ = 0;
};

/// The clip of this server that it is a copy of, if it surely is one.
Result<std::optional<trust::KnownAsset>> known_clip(
    trust::Registry& registry, trust::ClipReading& reading
) {
    if (const trust::AssetId id = reading.marks().id; id != 0) {
        auto marked = HIBARI_TRY(registry.find(id));
        if (marked) {
            return marked;
        }
    }
    const trust::ClipQuery query = trust::make_query(reading.samples());
    if (auto banked = HIBARI_TRY(registry.find_banked(query))) {
        return std::optional(std::move(banked->asset));
    }
    for (trust::AssetMatch& found : HIBARI_TRY(registry.find_copies(query))) {
        if (found.match.is_sure()) {
            return std::optional(std::move(found.asset));
        }
    }
    return std::optional<trust::KnownAsset>();
}

}  // namespace

Result<void> Screening::check_known(const trust::KnownAsset& clip, std::string_view field) const {
    if (trust::is_banked(clip.state)) {
        return fail(refused(
            field, "removed_content", "this is a copy of a clip that must not be shown any more"
        ));
    }
    const bool has_likeness = HIBARI_TRY(database.read([&](store::Transaction& tx) {
        return domain::has_likeness(tx, clip.video);
    }));
    if (!has_likeness) {
        return {};
    }
    Error error = refused(
        field,
        trust::kLikenessDenied,
        "this is a copy of a clip with a likeness in it: nothing may be kept of it"
    );
    error.code = ErrorCode::kPermissionDenied;
    return fail(std::move(error));
}

Result<void> Screening::check_picture(const media::Frame& picture, std::string_view field) const {
    if (!refuses_people) {
        return {};
    }
    auto people = HIBARI_TRY(trust::PeopleSearch::create(trust::Looks::kOnce));
    if (people.look(picture)) {
        return fail(person_in(field, "person_in_picture", "picture"));
    }
    return {};
}

Result<void> Screening::check_clip(const std::filesystem::path& file, std::string_view field)
    const {
    auto people = HIBARI_TRY(trust::PeopleSearch::create(trust::Looks::kAgain));
    UploadReading clip(verify.mark_key, refuses_people ? &people : nullptr);
    HIBARI_TRY(media::decode_clip(file, clip));
    if (verify.registry != nullptr) {
        if (const auto known = HIBARI_TRY(known_clip(*verify.registry, clip.reading()))) {
            return check_known(*known, field);
        }
    }
    if (people.found()) {
        return fail(person_in(field, "person_in_clip", "clip"));
    }
    return {};
}

}  // namespace hibari::server
