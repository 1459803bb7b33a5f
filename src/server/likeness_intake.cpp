#include "server/likeness_intake.h"

#include "base/json.h"
#include "base/time_text.h"
#include "domain/likeness_challenges.h"
#include "domain/secrets.h"
#include "likeness/pack.h"
#include "media/mp4_reader.h"
#include "trust/likeness/enrol.h"

#include <array>
#include <cerrno>
#include <semaphore>
#include <sys/random.h>

namespace hibari::server {
namespace {

// Decoded pictures of recordings are no larger than what enrolment cuts views from.
constexpr int kRecordingSideMax = 1024;

// Judging takes a processor for as long as the recording lasts, and some 200 MB.
constexpr std::ptrdiff_t kJudgesMax = 2;
constexpr std::chrono::seconds kJudgeWait{20};

class JudgePlace {
  public:
    static Result<JudgePlace> take() {
        if (!places().try_acquire_for(kJudgeWait)) {
            return fail(ErrorCode::kUnavailable, "too many recordings at once");
        }
        return JudgePlace();
    }

    JudgePlace(JudgePlace&& other) noexcept : taken_(std::exchange(other.taken_, false)) {}

    JudgePlace& operator=(JudgePlace&&) = delete;

    ~JudgePlace() {
        if (taken_) {
            places().release();
        }
    }

  private:
    JudgePlace() = default;

    static std::counting_semaphore<kJudgesMax>& places() {
        static std::counting_semaphore<kJudgesMax> places(kJudgesMax);
        return places;
    }

    bool taken_ = true;
};

Result<std::string> random_bytes(std::size_t count) {
    std::string bytes(count, '\0');
    std::size_t filled = 0;
    while (filled < count) {
        const ssize_t got = getrandom(bytes.data() + filled, count - filled, 0);
        if (got < 0 && errno != EINTR) {
            return fail(ErrorCode::kUnavailable, "the system gives no random bytes");
        }
        filled += got > 0 ? static_cast<std::size_t>(got) : 0U;
    }
    return bytes;
}

Result<store::TemporaryFile> written(const Parts& parts, const likeness::LikenessPack& pack) {
    auto file = HIBARI_TRY(store::TemporaryFile::create(parts.blobs));
    HIBARI_TRY(likeness::write_pack(file.path(), pack));
    return file;
}

}  // namespace

Result<Json> issue_challenge(const Parts& parts, const domain::Principal& who) {
    const std::int64_t now_us = to_unix_us(parts.clock.wall_time());
    const std::string secret = HIBARI_TRY(random_bytes(trust::kChallengeSecretBytes));
    const trust::Challenge challenge = trust::Challenge::make(secret, now_us);
    const std::string text = to_string(trust::to_json(challenge));
    const std::string id = HIBARI_TRY(parts.database.write([&](store::Transaction& tx) {
        return domain::open_challenge(
            tx,
            {.account = who.account,
             .challenge = text,
             .now_us = now_us,
             .expires_at_us = challenge.expires_at_us(),
             .per_day_max = parts.challenges_per_day}
        );
    }));
    Json told = Json::object({{"id", id}});
    const Json whole = trust::to_json(challenge);
    for (const JsonMember& member : whole.members()) {
        told.set(member.key, member.value);
    }
    return told;
}

Result<JudgedRecording> take_recording(
    const Parts& parts,
    const Sender& from,
    std::string_view challenge_id,
    const Json& member,
    std::string_view name
) {
    // When it came counts, and not when it was decoded.
    const std::int64_t now_us = to_unix_us(parts.clock.wall_time());
    const std::string text = HIBARI_TRY(parts.database.write([&](store::Transaction& tx) {
        return domain::take_challenge(tx, from.who.account, challenge_id, now_us);
    }));
    const Json json = HIBARI_TRY(parse_json(text));
    const trust::Challenge challenge = HIBARI_TRY(trust::challenge_from_json(json));
    const auto place = HIBARI_TRY(JudgePlace::take());
    const Uploads uploads(parts);
    const ClipPlayer source = HIBARI_TRY(uploads.player(from, member, kRecordingSideMax));
    JudgedRecording judged;
    {
        const trust::Recording recording = HIBARI_TRY(trust::read_recording(source));
        judged.verdict = HIBARI_TRY(trust::judge_recording(recording, challenge, now_us));
    }
    judged.evidence = domain::hash_of(text + to_string(trust::to_json(judged.verdict)));
    if (judged.verdict.decision != trust::LivenessDecision::kRejected) {
        const auto pack = HIBARI_TRY(trust::enrol_person(
            source, {.name = std::string(name), .spoken_text = challenge.digits}
        ));
        judged.pack.emplace(HIBARI_TRY(written(parts, pack)));
    }
    return judged;
}

Result<JudgedRecording> take_thing(
    const Parts& parts, const Sender& from, const Json& member, const trust::NewLikeness& wanted
) {
    const auto place = HIBARI_TRY(JudgePlace::take());
    const Uploads uploads(parts);
    const ClipPlayer source = HIBARI_TRY(uploads.player(from, member, kRecordingSideMax));
    const bool is_animal = wanted.kind == trust::LikenessKind::kAnimal;
    auto pack = trust::enrol_thing(
        source,
        {.name = wanted.name,
         .kind = is_animal ? likeness::PackKind::kAnimal : likeness::PackKind::kObject}
    );
    if (!pack) {
        if (pack.error().field.empty()) {
            pack.error().field = "video";
        }
        return fail(std::move(pack.error()));
    }
    JudgedRecording judged;
    judged.verdict.decision = trust::LivenessDecision::kAccepted;
    judged.evidence = domain::hash_of(HIBARI_TRY(likeness::encode_pack(*pack)));
    judged.pack.emplace(HIBARI_TRY(written(parts, *pack)));
    return judged;
}

Result<std::optional<store::TemporaryFile>> enrol_character(
    const Parts& parts, const UploadedClip& clip, std::string_view name
) {
    const auto place = HIBARI_TRY(JudgePlace::take());
    // Longer clips are refused rather than half looked at: there may be a person at their end.
    if (clip.format.duration_s() > trust::kClipSecondsMax) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "the clip is longer than 30 seconds",
             .field = "video",
             .hint = "show it for three to ten seconds",
             .reason = "too_long"}
        );
    }
    const auto pack = trust::enrol_thing(
        [&](media::ClipSink& sink) { return media::decode_clip(clip.file.path(), sink); },
        {.name = std::string(name), .kind = likeness::PackKind::kObject}
    );
    if (pack) {
        std::optional<store::TemporaryFile> kept;
        kept.emplace(HIBARI_TRY(written(parts, *pack)));
        return kept;
    }
    if (pack.error().reason == "too_short" || pack.error().reason == "nothing_seen") {
        return std::optional<store::TemporaryFile>();
    }
    Error error = pack.error();
    error.field = "video";
    return fail(std::move(error));
}

}  // namespace hibari::server
