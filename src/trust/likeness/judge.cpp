#include "trust/likeness/judge.h"

#include "trust/likeness/checks.h"
#include "trust/likeness/digits.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

namespace hibari::trust {
namespace {

// Where the lines are drawn. They come from the synthetic recordings of testing/performance.h with
// other seeds than those that docs/likeness.md reports; the numbers in brackets are the ranges seen
// there for honest recordings and for the attacks that only this check can stop.
constexpr double kLumaMin = 28.0;
constexpr double kContrastMin = 8.0;
constexpr double kFrozenSecondsMax = 0.5;
constexpr double kFrontShareMin = 0.35;
constexpr double kFrontShareDoubt = 0.45;
// Searches in which a second face may be seen, of about two a second [honest: see docs/likeness.md;
// somebody half hidden beside the person: 2 and more of 22].
constexpr int kSecondsSeenMax = 1;
// Flashes [0.93 .. 0.99; other colours up to 0.78].
constexpr double kFlashFit = 0.86;
constexpr double kFlashDoubt = 0.70;
constexpr double kFlashLagMax_s = 0.15;
constexpr double kFlashLagDoubt_s = 0.35;
constexpr double kFlashStrengthMin = 0.02;
// A wall far behind gets little of the screen's light; a print gets as much as its face [up to 0.2;
// 0.7 and more].
constexpr double kWallShareDoubt = 0.45;
// Digits [up to 0.6; other digits from 0.8].
constexpr double kMisfit = 0.70;
constexpr double kMisfitDoubt = 0.95;
constexpr double kSpeechSecondsMin = 1.0;
// Mouth [0.85 .. 0.97; other words up to 0.65].
constexpr double kMouthFit = 0.78;
constexpr double kMouthDoubt = 0.66;
// The face before and after the turns [0.90 .. 0.97; another drawn person up to 0.89]. Not enough
// to reject: a lamp may go on.
constexpr double kPersonFit = 0.90;
// Turns: the features move by a third of the face's width [0.25 and more; prints up to 0.25].
constexpr double kTravel = 0.15;
constexpr double kTravelDoubt = 0.08;
constexpr int kProfiles = 1;

constexpr std::string_view kLimits =
    "This tells whether somebody did what the challenge asked, not who it was. It cannot tell a "
    "camera from a program that acts as one. It is not certified.";

std::string spaced(std::string_view digits) {
    std::string text;
    for (const char digit : digits) {
        text += text.empty() ? "" : " ";
        text += digit;
    }
    return text;
}

double share(double value) {
    return std::clamp(value, 0.0, 1.0);
}

LivenessCheck check(std::string name, LivenessDecision decision, double score, std::string words) {
    return {
        .name = std::move(name),
        .decision = decision,
        .score = share(score),
        .words = std::move(words)
    };
}

LivenessCheck judge_age(const Challenge& challenge, std::int64_t received_at_us) {
    if (received_at_us < challenge.issued_at_us || received_at_us > challenge.expires_at_us()) {
        return check(
            "fresh",
            LivenessDecision::kRejected,
            0.0,
            "The recording came too late: a challenge is good for two minutes. Ask for a new one."
        );
    }
    const double age =
        static_cast<double>(received_at_us - challenge.issued_at_us) / kChallengeLife_us;
    return check("fresh", LivenessDecision::kAccepted, 1.0 - age, "The recording came in time.");
}

LivenessCheck judge_length(const Recording& recording) {
    const double seconds = recording.duration_s();
    if (seconds < kRecordingSecondsMin) {
        return check(
            "length",
            LivenessDecision::kRejected,
            seconds / kRecordingSecondsMin,
            "The recording ends before the last turn of the head was asked for."
        );
    }
    if (seconds > kRecordingSecondsMax) {
        return check(
            "length",
            LivenessDecision::kRejected,
            kRecordingSecondsMax / seconds,
            "The recording is longer than the challenge."
        );
    }
    return check(
        "length", LivenessDecision::kAccepted, 1.0, "The recording is as long as the challenge."
    );
}

LivenessCheck judge_picture(const PictureFacts& facts) {
    const double score = std::min(facts.luma / kLumaMin, facts.contrast / kContrastMin);
    if (facts.luma < kLumaMin || facts.contrast < kContrastMin) {
        return check(
            "picture",
            LivenessDecision::kRejected,
            score * 0.5,
            "The picture is black or nearly so. Turn a light on and do not cover the camera."
        );
    }
    return check("picture", LivenessDecision::kAccepted, score, "The picture is bright enough.");
}

LivenessCheck judge_continuity(const PictureFacts& facts) {
    const std::string name = "continuity";
    if (facts.repeated_s > 0.0) {
        return check(
            name,
            LivenessDecision::kRejected,
            0.0,
            "The same pictures come again: the recording is a loop."
        );
    }
    if (facts.frozen_s > kFrozenSecondsMax) {
        return check(
            name,
            LivenessDecision::kRejected,
            0.1,
            "The picture stands still for a while, as a photograph or a frozen camera does."
        );
    }
    if (facts.cuts.size() > 1) {
        return check(
            name,
            LivenessDecision::kRejected,
            0.2,
            "The recording is cut together from several pieces."
        );
    }
    if (facts.cuts.size() == 1) {
        return check(
            name,
            LivenessDecision::kDoubtful,
            0.5,
            "The picture jumps at one place, as if it were cut there."
        );
    }
    return check(name, LivenessDecision::kAccepted, 1.0, "The recording is one unbroken take.");
}

LivenessCheck judge_face(const FaceTrack& track, int fps) {
    if (track.is_empty()) {
        return check(
            "face",
            LivenessDecision::kRejected,
            0.0,
            "We saw no face that looks into the camera. Hold the camera at eye level, with light "
            "from the front."
        );
    }
    int ahead = 0;
    int before_turns = 0;
    for (const FaceMoment& moment : track.moments) {
        if (static_cast<double>(moment.frame) < kTurnsBegin_s * fps) {
            ++before_turns;
            ahead += moment.frontal ? 1 : 0;
        }
    }
    if (track.seconds_seen > kSecondsSeenMax) {
        return check(
            "face",
            LivenessDecision::kRejected,
            0.1,
            "There is a second face in the picture. Record yourself alone."
        );
    }
    const double seen = static_cast<double>(ahead) / std::max(1, before_turns);
    if (seen < kFrontShareMin) {
        return check(
            "face",
            LivenessDecision::kRejected,
            seen,
            "Your face was out of sight for much of the time before the turns."
        );
    }
    return check(
        "face",
        seen < kFrontShareDoubt || track.seconds_seen > 0 ? LivenessDecision::kDoubtful
                                                          : LivenessDecision::kAccepted,
        seen,
        track.seconds_seen > 0    ? "Something beside you looks like a second face."
        : seen < kFrontShareDoubt ? "Your face was seen only some of the time."
                                  : "One face was seen, all the time."
    );
}

LivenessCheck judge_flashes(const FlashFit& fit) {
    const std::string name = "flashes";
    if (fit.strength < kFlashStrengthMin && fit.correlation < kFlashFit) {
        return check(
            name,
            LivenessDecision::kDoubtful,
            fit.correlation,
            "The room is too bright, or the screen too dark, to see its colours on your face."
        );
    }
    if (fit.correlation < kFlashDoubt || fit.correlation < fit.best_other) {
        return check(
            name,
            LivenessDecision::kRejected,
            fit.correlation,
            "The light on your face did not follow the colours that the screen was asked to show."
        );
    }
    if (fit.lag_s > kFlashLagDoubt_s || fit.lag_s < -kFlashLagMax_s) {
        return check(
            name,
            LivenessDecision::kRejected,
            0.3,
            "The light on your face came much later than the screen changed."
        );
    }
    if (fit.lag_s > kFlashLagMax_s) {
        return check(
            name,
            LivenessDecision::kDoubtful,
            0.6,
            "The light on your face came late after the screen changed."
        );
    }
    if (fit.correlation < kFlashFit) {
        return check(
            name,
            LivenessDecision::kDoubtful,
            fit.correlation,
            "The light on your face followed the screen's colours only roughly."
        );
    }
    if (fit.wall_share > kWallShareDoubt) {
        return check(
            name,
            LivenessDecision::kDoubtful,
            0.6,
            "The wall behind you is lit by the screen as much as your face, as if both were flat. "
            "Move away from the wall."
        );
    }
    return check(
        name,
        LivenessDecision::kAccepted,
        fit.correlation,
        "The light on your face followed the screen."
    );
}

LivenessCheck judge_digits(const DigitsHeard& heard, const std::string& digits) {
    const std::string name = "digits";
    if (heard.speech_s < kSpeechSecondsMin) {
        return check(
            name,
            LivenessDecision::kRejected,
            0.0,
            "We heard nobody speak. Is the microphone on? The digits were " + spaced(digits) + "."
        );
    }
    const double score = std::exp(-heard.misfit);
    if (heard.misfit > kMisfitDoubt) {
        return check(
            name,
            LivenessDecision::kRejected,
            score,
            "We did not hear the digits " + spaced(digits) +
                (heard.heard.empty()
                     ? "."
                     : "; it sounded more like " + spaced(heard.heard.substr(0, 12)) + ".")
        );
    }
    if (heard.misfit > kMisfit) {
        return check(
            name,
            LivenessDecision::kDoubtful,
            score,
            "We are not sure that we heard the digits " + spaced(digits) + "."
        );
    }
    return check(name, LivenessDecision::kAccepted, score, "We heard the digits.");
}

LivenessCheck judge_mouth(const MouthFit& fit) {
    if (fit.correlation < kMouthDoubt) {
        return check(
            "mouth",
            LivenessDecision::kRejected,
            fit.correlation,
            "Your mouth did not move with what we heard, as if somebody else were speaking."
        );
    }
    if (fit.correlation < kMouthFit) {
        return check(
            "mouth",
            LivenessDecision::kDoubtful,
            fit.correlation,
            "We are not sure that your mouth moved with what we heard."
        );
    }
    return check(
        "mouth", LivenessDecision::kAccepted, fit.correlation, "Your mouth moved as you spoke."
    );
}

LivenessCheck judge_person(const PersonFit& fit) {
    const std::string name = "person";
    if (!fit.is_seen) {
        return check(
            name,
            LivenessDecision::kDoubtful,
            0.0,
            "We did not see your face from the front both before and after the turns."
        );
    }
    if (fit.correlation < kPersonFit) {
        return check(
            name,
            LivenessDecision::kDoubtful,
            fit.correlation,
            "The face after the turns looks different from the one that read the digits."
        );
    }
    return check(
        name, LivenessDecision::kAccepted, fit.correlation, "It was the same face all the time."
    );
}

struct TurnJudgement {
    LivenessDecision decision = LivenessDecision::kAccepted;
    double score = 1.0;
    std::string words;
};

TurnJudgement judge_turn(const TurnSeen& seen, Turn asked) {
    const std::string side(to_string(asked));
    const double score = share(seen.travel / 0.3) * share(seen.profiles_right / 2.0);
    const bool other_profile = seen.profiles_wrong > seen.profiles_right;
    if (seen.travel < -kTravelDoubt || (other_profile && seen.travel < kTravel)) {
        return {
            LivenessDecision::kRejected,
            0.0,
            "Your head turned to the other side when it was asked to turn " + side + "."
        };
    }
    if (seen.travel < kTravelDoubt) {
        return {
            LivenessDecision::kRejected, score, "Your head did not turn " + side + " when asked."
        };
    }
    if (seen.profiles_right < kProfiles) {
        // Cascades miss profiles in poor light, also where the features moved as they should.
        return {
            seen.travel < kTravel ? LivenessDecision::kRejected : LivenessDecision::kDoubtful,
            score,
            "We did not see the side of your face when your head was asked to turn " + side + "."
        };
    }
    if (other_profile) {
        return {
            LivenessDecision::kDoubtful,
            score,
            "The side of your face that we saw was not the one for a turn " + side + "."
        };
    }
    if (seen.travel < kTravel) {
        return {
            LivenessDecision::kDoubtful,
            score,
            "Your head turned " + side + " only a little when asked."
        };
    }
    return {LivenessDecision::kAccepted, score, ""};
}

LivenessCheck judge_turns(const std::vector<TurnSeen>& seen, const std::vector<Turn>& asked) {
    LivenessCheck result =
        check("turns", LivenessDecision::kAccepted, 1.0, "Your head turned as asked.");
    for (std::size_t i = 0; i < asked.size(); ++i) {
        const TurnJudgement turn = judge_turn(seen[i], asked[i]);
        result.score = std::min(result.score, turn.score);
        if (turn.decision > result.decision) {
            result.decision = turn.decision;
            result.words = turn.words;
        }
    }
    return result;
}

}  // namespace

std::string_view to_string(LivenessDecision decision) {
    constexpr std::array<std::string_view, 3> kNames = {"accepted", "doubtful", "rejected"};
    return kNames[static_cast<std::size_t>(decision)];
}

std::vector<std::string> LivenessVerdict::reasons() const {
    std::vector<std::string> reasons;
    for (const LivenessDecision level :
         {LivenessDecision::kRejected, LivenessDecision::kDoubtful}) {
        for (const LivenessCheck& check : checks) {
            if (check.decision == level) {
                reasons.push_back(check.words);
            }
        }
    }
    return reasons;
}

Json to_json(const LivenessVerdict& verdict) {
    Json checks = Json::array();
    for (const LivenessCheck& check : verdict.checks) {
        checks.push_back(Json::object({
            {"name", check.name},
            {"decision", to_string(check.decision)},
            {"score", std::round(check.score * 1000.0) / 1000.0},
            {"words", check.words},
        }));
    }
    return Json::object({
        {"decision", to_string(verdict.decision)},
        {"checks", std::move(checks)},
        {"limits", kLimits},
    });
}

Result<LivenessVerdict> judge_recording(
    const Recording& recording, const Challenge& challenge, std::int64_t received_at_us
) {
    LivenessVerdict verdict;
    std::vector<LivenessCheck>& checks = verdict.checks;
    FaceFinder finder = HIBARI_TRY(FaceFinder::create());
    checks.push_back(judge_age(challenge, received_at_us));
    checks.push_back(judge_length(recording));
    const PictureFacts facts = look_at_pictures(recording);
    checks.push_back(judge_picture(facts));
    checks.push_back(judge_continuity(facts));
    const FaceTrack track = track_face(recording, finder, kTurnsBegin_s - 0.1);
    checks.push_back(judge_face(track, recording.fps));
    checks.push_back(judge_flashes(fit_flashes(recording, track, challenge)));
    checks.push_back(
        judge_digits(HIBARI_TRY(hear_digits(recording.sound, challenge.digits)), challenge.digits)
    );
    checks.push_back(judge_mouth(fit_mouth(recording, track)));
    checks.push_back(judge_turns(look_for_turns(recording, track, challenge), challenge.turns));
    checks.push_back(judge_person(fit_person(recording, track)));
    verdict.decision = LivenessDecision::kAccepted;
    for (const LivenessCheck& check : checks) {
        verdict.decision = std::max(verdict.decision, check.decision);
    }
    return verdict;
}

}  // namespace hibari::trust
