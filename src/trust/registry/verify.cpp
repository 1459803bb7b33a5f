#include "trust/registry/verify.h"

#include "base/time_text.h"
#include "media/intake/intake.h"
#include "trust/c2pa/intake/read_upload.h"
#include "trust/registry/clip_reading.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hibari::trust {
namespace {

// Marks are read from pictures of that size as well as from larger ones.
constexpr int kSideMax = 640;
constexpr media::IntakeLimits kClips{
    .bytes_max = std::uint64_t{128} << 20U,
    .seconds_max = 60.0,
    .time_max = std::chrono::seconds{20},
};
// A still picture proves less than a clip: only what is as near as a re-encode.
constexpr double kPictureBits = 31.0;

std::string date_of(std::int64_t time_us) {
    return to_rfc3339(from_unix_us(time_us)).substr(0, 10);
}

// Only what one of our roots signed, and what nobody changed since.
bool is_ours(const ManifestReport& report) {
    return report.verdict == ManifestVerdict::kTrusted && !report.manifests.empty();
}

Result<void> look_at_manifest(
    const FileDescriptor& upload,
    const VerifyParts& parts,
    const std::stop_token& stop,
    VerifyAnswer& answer
) {
    auto report = read_upload_manifest(upload, {.anchors = parts.anchors}, stop);
    if (!report) {
        const Error& error = report.error();
        const bool is_too_much = error.code == ErrorCode::kInvalidArgument;
        const bool is_none = error.code == ErrorCode::kDataLoss ||
                             (error.code == ErrorCode::kUnsupported && error.reason.empty());
        if (!is_none && !is_too_much) {
            return fail(error);
        }
        if (is_too_much) {
            answer.notes.emplace_back("Its manifest could not be read: " + error.message + ".");
            return {};
        }
        // Neither MP4 nor JPEG nor WebP: there is no place where ours would be.
        answer.manifest.finding = Finding::kNothing;
        return {};
    }
    answer.manifest.report = std::move(*report);
    const ManifestReport& read = answer.manifest.report;
    answer.manifest.finding = read.verdict == ManifestVerdict::kNone ? Finding::kNothing
                              : is_ours(read)                        ? Finding::kOurs
                                                                     : Finding::kOther;
    if (answer.manifest.finding != Finding::kOurs) {
        return {};
    }
    answer.is_ours = true;
    answer.by = "manifest";
    const AssetId id = read.manifests.front().asset_id;
    if (id != 0 && parts.registry != nullptr) {
        answer.asset = HIBARI_TRY(parts.registry->find(id));
    }
    return {};
}

Result<void> look_at_marks(ClipReading& reading, const VerifyParts& parts, VerifyAnswer& answer) {
    if (!parts.mark_key) {
        answer.notes.emplace_back("The invisible marks were not read: their key is not at hand.");
        return {};
    }
    const MarksFound found = reading.marks();
    VerifyAnswer::Mark& mark = answer.mark;
    mark.finding = Finding::kNothing;
    mark.picture_pilot = found.picture_pilot;
    mark.sound_pilot = found.sound_pilot;
    if (found.is_contradictory) {
        answer.notes.emplace_back("Picture and sound carry the marks of two different clips.");
    }
    if (found.id == 0) {
        return {};
    }
    if (parts.registry != nullptr) {
        answer.asset = HIBARI_TRY(parts.registry->find(found.id));
        if (!answer.asset) {
            // Noise makes up a number once in 16,000 tries, and never one that was given out.
            return {};
        }
    } else if (found.read_from != "picture and sound") {
        // One of the two alone is invented for a clip in about a thousand.
        answer.notes.emplace_back(
            "Something like a mark was read from one of picture and sound. Whether it is one can "
            "only be said where the rows of the clips that were made are at hand."
        );
        return {};
    }
    mark.finding = Finding::kOurs;
    mark.id = found.id;
    mark.read_from = found.read_from;
    answer.is_ours = true;
    answer.by = "mark";
    return {};
}

Result<void> look_at_fingerprint(
    const ClipQuery& query, const VerifyParts& parts, double bits_max, VerifyAnswer& answer
) {
    if (parts.registry == nullptr) {
        answer.notes.emplace_back(
            "Fingerprints were not compared: the clips that were made are not at hand."
        );
        return {};
    }
    auto matches = HIBARI_TRY(parts.registry->find_copies(query));
    std::erase_if(matches, [&](const AssetMatch& found) {
        return !found.match.sound && found.match.picture_bits.value_or(bits_max + 1) > bits_max;
    });
    if (const std::size_t damaged = parts.registry->damaged(); damaged != 0) {
        answer.notes.push_back(
            std::to_string(damaged) + " of the fingerprints here are damaged and were not compared."
        );
    }
    const auto sure = std::ranges::find_if(matches, [](const AssetMatch& found) {
        return found.match.is_sure();
    });
    if (sure != matches.end()) {
        answer.fingerprint.finding = Finding::kOurs;
        answer.is_ours = true;
        answer.by = "fingerprint";
        answer.asset = sure->asset;
    } else {
        answer.fingerprint.finding = matches.empty() ? Finding::kNothing : Finding::kResembles;
    }
    answer.fingerprint.matches = std::move(matches);
    return {};
}

ClipSamples samples_of(const media::Frame& picture) {
    ClipSampler sampler;
    sampler.begin({.size = picture.size(), .fps = 1, .frame_count = 1});
    sampler.push_frame(picture);
    return sampler.finish();
}

Result<void> look_inside(
    const FileDescriptor& upload,
    const VerifyParts& parts,
    const std::stop_token& stop,
    VerifyAnswer& answer
) {
    ClipReading reading(parts.mark_key);
    const auto decoded =
        media::decode_clip_upload(upload, reading, {.side_max = kSideMax}, kClips, stop);
    if (decoded) {
        HIBARI_TRY(look_at_marks(reading, parts, answer));
        return answer.is_ours ? Result<void>()
                              : look_at_fingerprint(
                                    make_query(reading.samples()), parts, kPictureBitsMax, answer
                                );
    }
    if (decoded.error().reason != "not_a_clip") {
        return fail(decoded.error());
    }
    const auto picture = media::decode_picture(upload, media::kPictureLimits, stop);
    if (!picture) {
        return fail(picture.error().reason == "not_a_picture" ? decoded.error() : picture.error());
    }
    answer.notes.emplace_back("A still picture carries no mark of its own in this version.");
    return look_at_fingerprint(make_query(samples_of(picture->frame)), parts, kPictureBits, answer);
}

std::string state_sentence(const KnownAsset& asset) {
    const std::string since = asset.since_us ? " on " + date_of(*asset.since_us) : "";
    switch (asset.state) {
        case AssetState::kAvailable:
            return "It is still kept here.";
        case AssetState::kDeleted:
            return "It was deleted here" + since + ".";
        case AssetState::kRemoved:
            return "It was removed by a moderator" + since + ".";
        case AssetState::kConsentWithdrawn:
            return "Consent of somebody in it was withdrawn" + since + ".";
        case AssetState::kRightsClaimed:
            return "It was removed because of somebody's rights" + since + ".";
    }
    return {};
}

std::string resemblance_of(const AssetMatch& nearest) {
    return "It resembles a clip that was made here on " + date_of(nearest.asset.made_at_us) +
           ", which may be by chance: somebody has to compare the two. Neither a manifest nor a "
           "mark says that it was made here.";
}

std::string summary_of(const VerifyAnswer& answer) {
    if (answer.fingerprint.finding == Finding::kResembles) {
        return resemblance_of(answer.fingerprint.matches.front());
    }
    if (!answer.is_ours) {
        return answer.manifest.finding == Finding::kOther
                   ? "Nothing here says that it was made by this server. It carries Content "
                     "Credentials that are not ours or do not hold."
                   : "Nothing was found that says it was made by this server. That proves nothing: "
                     "marks can be destroyed, and what others make carries none of ours.";
    }
    std::string text = "This was made here";
    if (answer.asset) {
        text += " on " + date_of(answer.asset->made_at_us) + " by " + answer.asset->engine + " " +
                answer.asset->engine_version;
    } else if (answer.manifest.finding == Finding::kOurs) {
        const ManifestFacts& facts = answer.manifest.report.manifests.front();
        text += " by " + facts.engine.name + " " + facts.engine.version;
    }
    text += answer.by == "manifest" ? ", as its signed manifest says."
            : answer.by == "mark"   ? ", as its invisible mark says."
                                    : ", or is a copy of what was: it looks or sounds the same.";
    return answer.asset ? text + " " + state_sentence(*answer.asset) : text;
}

// Marks and distances are rounded: more digits say nothing.
double rounded(double value) {
    constexpr double kPlaces = 100.0;
    return std::round(value * kPlaces) / kPlaces;
}

Json json_of(const KnownAsset& asset) {
    Json json = Json::object({
        {"id", asset.id},
        {"engine", asset.engine},
        {"engine_version", asset.engine_version},
        {"made_at", asset.made_at_us / 1'000'000},
        {"state", to_string(asset.state)},
    });
    json.set("state_since", asset.since_us ? Json(*asset.since_us / 1'000'000) : Json(nullptr));
    return json;
}

Json json_of(const VerifyAnswer::Manifest& manifest) {
    Json json = Json::object(
        {{"finding", to_string(manifest.finding)}, {"verdict", to_string(manifest.report.verdict)}}
    );
    Json codes = Json::array();
    for (const ValidationStatus& status : manifest.report.statuses) {
        codes.push_back(status.code);
    }
    json.set("codes", std::move(codes));
    if (!manifest.report.manifests.empty()) {
        const ManifestFacts& facts = manifest.report.manifests.front();
        json.set("label", facts.label);
        json.set("generator", facts.program.name + " " + facts.program.version);
        json.set("engine", facts.engine.name + " " + facts.engine.version);
        json.set("digital_source", facts.digital_source);
        json.set(
            "signed_at",
            facts.signed_at ? Json(to_unix_us(*facts.signed_at) / 1'000'000) : Json(nullptr)
        );
    }
    return json;
}

Json json_of(const VerifyAnswer::Mark& mark, Scores scores) {
    Json json = Json::object({{"finding", to_string(mark.finding)}});
    if (scores == Scores::kShown) {
        json.set("picture_pilot", rounded(mark.picture_pilot));
        json.set("sound_pilot", rounded(mark.sound_pilot));
    }
    if (mark.finding == Finding::kOurs) {
        json.set("id", mark.id);
        json.set("read_from", mark.read_from);
    }
    return json;
}

Json json_of(const AssetMatch& found, Scores scores) {
    const auto& bits = found.match.picture_bits;
    const auto& sound = found.match.sound;
    Json json = Json::object({
        {"asset", json_of(found.asset)},
        {"seen", bits.has_value()},
        {"heard", sound.has_value()},
        {"mirrored", found.match.is_mirrored},
        {"starts_at", rounded(found.match.starts_at_s)},
    });
    if (scores == Scores::kShown) {
        json.set("picture_bits", bits ? Json(rounded(*bits)) : Json(nullptr));
        json.set("pictures", found.match.pictures);
        json.set("sound", sound ? Json(rounded(*sound)) : Json(nullptr));
    }
    return json;
}

Json json_of(const VerifyAnswer::Fingerprint& fingerprint, Scores scores) {
    Json matches = Json::array();
    for (const AssetMatch& found : fingerprint.matches) {
        matches.push_back(json_of(found, scores));
    }
    return Json::object(
        {{"finding", to_string(fingerprint.finding)}, {"matches", std::move(matches)}}
    );
}

}  // namespace

std::string_view to_string(Finding finding) {
    switch (finding) {
        case Finding::kNotLookedAt:
            return "not_looked_at";
        case Finding::kNothing:
            return "nothing";
        case Finding::kOurs:
            return "ours";
        case Finding::kResembles:
            return "resembles";
        case Finding::kOther:
            return "other";
    }
    return "nothing";
}

Result<VerifyAnswer> verify(
    const FileDescriptor& upload, const VerifyParts& parts, std::stop_token stop
) {
    VerifyAnswer answer;
    HIBARI_TRY(look_at_manifest(upload, parts, stop, answer));
    if (!answer.is_ours) {
        HIBARI_TRY(look_inside(upload, parts, stop, answer));
    }
    answer.summary = summary_of(answer);
    return answer;
}

Json to_json(const VerifyAnswer& answer, Scores scores) {
    Json notes = Json::array();
    for (const std::string& note : answer.notes) {
        notes.push_back(note);
    }
    return Json::object({
        {"object", "verification"},
        {"made_here", answer.is_ours},
        {"by", answer.by.empty() ? Json(nullptr) : Json(answer.by)},
        {"summary", answer.summary},
        {"asset", answer.asset ? json_of(*answer.asset) : Json(nullptr)},
        {"manifest", json_of(answer.manifest)},
        {"mark", json_of(answer.mark, scores)},
        {"fingerprint", json_of(answer.fingerprint, scores)},
        {"notes", std::move(notes)},
    });
}

}  // namespace hibari::trust
