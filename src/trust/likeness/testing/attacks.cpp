// The kinds of cheating.

#include "base/check.h"
#include "trust/likeness/testing/sheet.h"
#include "trust/likeness/testing/stage.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <utility>

namespace hibari::trust::testing {
namespace {

Performance hold_print(
    const Stage& stage, const std::function<SheetPose(float)>& pose, bool speaks
) {
    const LightPicture still = stage.print();
    const Scene what = [&](float t) {
        const Light light = stage.person.light_at(t);
        LightPicture picture = stage.camera.wall(t, light);
        if (!speaks) {
            draw_sheet(picture, still, pose(t), light, SheetKind::kPaper);
            return picture;
        }
        // A mask with a hole, through which somebody's mouth is seen.
        LightPicture holed = still;
        HeadPose face;
        face.distance = 0.55F;
        face.mouth = stage.person.pose_at(t).mouth;
        LightPicture behind(still.size());
        draw_head(behind, stage.person.look, face, Light{});
        const int width = still.size().width;
        const int height = still.size().height;
        for (int y = height * 58 / 100; y < height * 75 / 100; ++y) {
            for (int x = width * 36 / 100; x < width * 64 / 100; ++x) {
                holed.at(x, y) = behind.at(x, y) * 1.1F;
            }
        }
        draw_sheet(picture, holed, pose(t), light, SheetKind::kPaper);
        return picture;
    };
    return stage.shot(what, stage.right);
}

Performance photo_static(const Stage& stage) {
    return hold_print(stage, [](float) { return SheetPose{.width = 0.95F}; }, false);
}

Performance photo_waved(const Stage& stage) {
    const Wander wave(stage.rng("wave"));
    return hold_print(
        stage,
        [&](float t) {
            return SheetPose{
                .yaw = 12.0F * wave.at(2.0F * t),
                .pitch = 6.0F * wave.at(t + 9.0F),
                .roll = 5.0F * wave.at(t + 3.0F),
                .x = 0.05F * wave.at(t + 5.0F),
                .y = 0.03F * wave.at(t + 7.0F),
                .width = 0.95F
            };
        },
        false
    );
}

Performance photo_bent(const Stage& stage) {
    return hold_print(
        stage,
        [&](float t) { return SheetPose{.yaw = stage.turned(t), .width = 0.95F, .bend = 0.7F}; },
        false
    );
}

Performance photo_turned(const Stage& stage) {
    return hold_print(
        stage,
        [&](float t) {
            const float yaw = stage.turned(t);
            return SheetPose{.yaw = yaw, .x = 0.0012F * yaw, .width = 0.95F};
        },
        false
    );
}

Performance mask_cut_out(const Stage& stage) {
    return hold_print(
        stage, [&](float t) { return SheetPose{.yaw = stage.turned(t), .width = 0.95F}; }, true
    );
}

Performance replay_on_screen(const Stage& stage) {
    auto [then, speech] = stage.earlier();
    const Camera old_camera(stage.rng("old camera"), stage.conditions);
    const Scene what = [&, &person = then](float t) {
        const Light light = stage.person.light_at(t);
        LightPicture picture = stage.camera.wall(t, light);
        draw_sheet(
            picture, scene(old_camera, person, t), {.width = 0.98F}, light, SheetKind::kScreen
        );
        return picture;
    };
    return stage.shot(what, std::move(speech));
}

Performance replay_of_file(const Stage& stage) {
    auto [then, speech] = stage.earlier();
    const Scene what = [&, &person = then](float t) { return scene(stage.camera, person, t); };
    return stage.shot(what, std::move(speech));
}

// An older recording under new light: the colours are right.
Performance replay_relit(const Stage& stage) {
    auto [then, speech] = stage.earlier();
    then.flashes = stage.asked.flashes;
    const Scene what = [&, &person = then](float t) { return scene(stage.camera, person, t); };
    return stage.shot(what, std::move(speech));
}

// An older recording, and the right digits from somebody else.
Performance dubbed_replay(const Stage& stage) {
    auto [then, speech] = stage.earlier();
    const Scene what = [&, &person = then](float t) { return scene(stage.camera, person, t); };
    return stage.shot(what, stage.right);
}

// Everything is right but the mouth, which keeps still while a loudspeaker says the digits.
Performance dubbed_silent_mouth(const Stage& stage) {
    Person person = stage.person;
    std::fill(person.mouth.begin(), person.mouth.end(), 0.0F);
    const Scene what = [&](float t) { return scene(stage.camera, person, t); };
    return stage.shot(what, stage.right);
}

// Everything is right but the mouth, which says other digits.
Performance dubbed_other_words(const Stage& stage) {
    Person person = stage.person;
    const Speech other = speak(
        stage.rng("other voice"),
        stage.old.digits,
        stage.rng("other begin").uniform(0.65, 1.3),
        stage.conditions
    );
    person.mouth = mouth_of(other.sound, 0.0F, stage.conditions.fps);
    const Scene what = [&](float t) { return scene(stage.camera, person, t); };
    return stage.shot(what, stage.right);
}

// Turns cut out of an older recording and put into the right order.
Performance spliced(const Stage& stage) {
    auto [then, speech] = stage.earlier();
    const auto source_time = [&](float t) {
        const float since = t - static_cast<float>(kTurnsBegin_s);
        if (since < 0.0F) {
            return t;
        }
        const auto turn = std::min<std::size_t>(
            static_cast<std::size_t>(since / static_cast<float>(kTurn_s)),
            stage.asked.turns.size() - 1
        );
        const float within = since - static_cast<float>(kTurn_s) * static_cast<float>(turn);
        const auto from = static_cast<std::size_t>(
            std::find(stage.old.turns.begin(), stage.old.turns.end(), stage.asked.turns[turn]) -
            stage.old.turns.begin()
        );
        return static_cast<float>(kTurnsBegin_s + kTurn_s * static_cast<double>(from)) + within;
    };
    const Scene what = [&, &person = then](float t) {
        return scene(stage.camera, person, source_time(t));
    };
    return stage.shot(what, stage.right);
}

// Somebody else beside the person, from one time to another.
Performance two_people_for(const Stage& stage, float from, float to) {
    Person second(stage.old, stage.rng("second"), stage.conditions);
    const Scene what = [&](float t) {
        const Light light = stage.person.light_at(t);
        LightPicture picture = stage.camera.wall(t, light);
        if (t >= from && t < to) {
            HeadPose beside = second.pose_at(std::min(t, 5.0F));
            beside.x += 0.085F;
            beside.y += 0.03F;
            beside.distance = 0.80F;
            draw_head(picture, second.look, beside, light);
        }
        HeadPose pose = stage.person.pose_at(t);
        pose.x -= 0.050F;
        pose.distance += 0.12F;
        draw_head(picture, stage.person.look, pose, light);
        return picture;
    };
    return stage.shot(what, stage.right);
}

Performance two_people(const Stage& stage) {
    return two_people_for(stage, 0.0F, 100.0F);
}

// Somebody looks in while the head is turned for the first time and after.
Performance visitor(const Stage& stage) {
    return two_people_for(stage, 4.5F, 7.5F);
}

// One says the digits, another turns the head: the second sits down where the first was. `over_s`
// is how long one picture fades into the other.
Performance two_in_turn(const Stage& stage, float over_s) {
    const Person second(stage.asked, stage.rng("second"), stage.conditions);
    const Scene what = [&, over_s](float t) {
        constexpr float kWhen = 5.45F;
        if (t < kWhen) {
            return scene(stage.camera, stage.person, t);
        }
        LightPicture picture = scene(stage.camera, second, t);
        const float share = over_s > 0.0F ? (t - kWhen) / over_s : 1.0F;
        if (share < 1.0F) {
            const LightPicture first = scene(stage.camera, stage.person, t);
            for (int y = 0; y < kSize.height; ++y) {
                for (int x = 0; x < kSize.width; ++x) {
                    picture.at(x, y) = picture.at(x, y) * share + first.at(x, y) * (1.0F - share);
                }
            }
        }
        return picture;
    };
    return stage.shot(what, stage.right);
}

Performance swapped(const Stage& stage) {
    return two_in_turn(stage, 0.0F);
}

Performance swapped_softly(const Stage& stage) {
    return two_in_turn(stage, 0.4F);
}

Performance silent(const Stage& stage) {
    Performance performance = stage.shot(stage.seen(), stage.right);
    std::fill(performance.recording.sound.begin(), performance.recording.sound.end(), 0.0F);
    return performance;
}

Performance black(const Stage& stage) {
    return stage.shot([](float) { return LightPicture(kSize); }, stage.right);
}

Performance looped(const Stage& stage) {
    const int fps = stage.conditions.fps;
    const int period = 2 * fps;
    std::vector<media::Frame> once;
    for (int i = 0; i < period; ++i) {
        const float t = 1.0F + static_cast<float>(i) / static_cast<float>(fps);
        once.push_back(stage.camera.photograph(
            scene(stage.camera, stage.person, t), static_cast<std::size_t>(i)
        ));
    }
    std::vector<media::Frame> frames;
    for (std::size_t i = 0; i < frames_at(fps); ++i) {
        frames.push_back(once[i % static_cast<std::size_t>(period)]);
        frames.back().index = static_cast<std::int64_t>(i);
    }
    return stage.finished(std::move(frames), stage.right);
}

Performance frozen(const Stage& stage) {
    const media::Frame still = stage.camera.photograph(scene(stage.camera, stage.person, 1.0F), 0);
    std::vector<media::Frame> frames(frames_at(stage.conditions.fps), still);
    return stage.finished(std::move(frames), stage.right);
}

Performance wrong_order(const Stage& stage) {
    Person person = stage.person;
    person.turns = stage.old.turns;
    const Scene what = [&](float t) { return scene(stage.camera, person, t); };
    return stage.shot(what, stage.right);
}

Performance wrong_digits(const Stage& stage) {
    Person person = stage.person;
    Speech other = speak(stage.rng("voice"), stage.old.digits, 0.9, stage.conditions);
    person.mouth = mouth_of(other.sound, 0.0F, stage.conditions.fps);
    const Scene what = [&](float t) { return scene(stage.camera, person, t); };
    return stage.shot(what, std::move(other));
}

Performance wrong_colours(const Stage& stage) {
    Person person = stage.person;
    person.flashes = stage.old.flashes;
    const Scene what = [&](float t) { return scene(stage.camera, person, t); };
    return stage.shot(what, stage.right);
}

// Everything is right and comes most of a second late, as through somebody else's line.
Performance relayed(const Stage& stage) {
    Person person = stage.person;
    person.latency += 0.7F;
    const Scene what = [&](float t) { return scene(stage.camera, person, t); };
    return stage.shot(what, stage.right);
}

// The room alone, and the right voice.
Performance nobody(const Stage& stage) {
    const Scene what = [&](float t) { return stage.camera.wall(t, stage.person.light_at(t)); };
    return stage.shot(what, stage.right);
}

Performance late(const Stage& stage) {
    Performance performance = stage.shot(stage.seen(), stage.right);
    performance.received_at_us = stage.asked.expires_at_us() + 1;
    return performance;
}

// The right digits one by one out of older recordings, pictures and all, and the turns likewise;
// the colours are put over it.
Performance pieced(const Stage& stage) {
    const Scene what = [&](float t) {
        // Where the pieces come from: each from another minute of the same evening.
        const auto turns = static_cast<float>(kTurnsBegin_s);
        const float piece = t < turns
                                ? std::floor(std::max(0.0F, t - 0.7F) / 0.7F)
                                : 10.0F + std::floor((t - turns) / static_cast<float>(kTurn_s));
        HeadPose pose = stage.person.pose_at(t);
        const HeadPose then = stage.person.pose_at(std::fmod(t + 31.0F * piece, 5.0F));
        if (t < turns) {
            pose.yaw = then.yaw;
        }
        pose.pitch = then.pitch;
        pose.roll = then.roll;
        const float side = std::fmod(piece * 0.618F, 1.0F) - 0.5F;
        pose.x = then.x + 0.012F * side;
        pose.y = then.y - 0.008F * side;
        pose.blink = then.blink;
        const Light light = stage.person.light_at(t);
        LightPicture picture = stage.camera.wall(t, light);
        draw_head(picture, stage.person.look, pose, light);
        return picture;
    };
    return stage.shot(what, stage.right);
}

// An older recording on a screen, and the right digits from a loudspeaker beside it.
Performance dubbed_on_screen(const Stage& stage) {
    Performance performance = replay_on_screen(stage);
    performance.recording.sound = stage.right.sound;
    return performance;
}

// A print that is lit in the screen's colours and turned in time, while the right voice is heard.
Performance print_with_flashes(const Stage& stage) {
    const Wander hand(stage.rng("hand"));
    return hold_print(
        stage,
        [&](float t) {
            const float yaw = stage.turned(t);
            return SheetPose{
                .yaw = 0.7F * yaw,
                .roll = 1.5F * hand.at(t),
                .x = 0.0035F * yaw,
                .y = 0.01F * hand.at(t + 3.0F),
                .width = 0.95F,
                .bend = 0.4F
            };
        },
        false
    );
}

// A mask with a hole, held still but for the hand that holds it.
Performance mask_held(const Stage& stage) {
    const Wander hand(stage.rng("hand"));
    return hold_print(
        stage,
        [&](float t) {
            return SheetPose{
                .yaw = 3.0F * hand.at(t),
                .roll = 2.0F * hand.at(t + 4.0F),
                .x = 0.015F * hand.at(t + 8.0F),
                .width = 0.95F
            };
        },
        true
    );
}

// A recording that is right is played slower, or faster: who cuts it to fit has no other one.
Performance stretched(const Stage& stage) {
    const float rate = stage.rng("rate").chance(0.5) ? 0.86F : 1.16F;
    Speech speech = stage.right;
    for (std::size_t i = 0; i < speech.sound.size(); ++i) {
        const auto at = static_cast<std::size_t>(static_cast<float>(i) * rate);
        speech.sound[i] = at < stage.right.sound.size() ? stage.right.sound[at] : 0.0F;
    }
    const Scene what = [&, rate](float t) { return scene(stage.camera, stage.person, rate * t); };
    return stage.shot(what, std::move(speech));
}

// Everything is right and left is right.
Performance mirrored(const Stage& stage) {
    Performance performance = stage.shot(stage.seen(), stage.right);
    for (media::Frame& frame : performance.recording.frames) {
        for (int y = 0; y < frame.height(); ++y) {
            const auto row = frame.row(y);
            for (int x = 0; x < frame.width() / 2; ++x) {
                for (int c = 0; c < 3; ++c) {
                    std::swap(
                        row[static_cast<std::size_t>(3 * x + c)],
                        row[static_cast<std::size_t>(3 * (frame.width() - 1 - x) + c)]
                    );
                }
            }
        }
    }
    return performance;
}

// Stills of a person who does everything right, three a second.
Performance slides(const Stage& stage) {
    Performance performance = stage.shot(stage.seen(), stage.right);
    auto& frames = performance.recording.frames;
    const auto hold = static_cast<std::size_t>(stage.conditions.fps / 3);
    for (std::size_t i = 0; i < frames.size(); ++i) {
        frames[i] = frames[i - i % hold];
        frames[i].index = static_cast<std::int64_t>(i);
    }
    return performance;
}

using Act = Performance (*)(const Stage&);

constexpr std::array<std::pair<std::string_view, Act>, 33> kActs = {{
    {"photo, held still", photo_static},
    {"photo, waved", photo_waved},
    {"photo, bent and turned as asked", photo_bent},
    {"photo, turned as asked", photo_turned},
    {"photo, bent, turned and moved as asked", print_with_flashes},
    {"mask with a hole for the mouth, held", mask_held},
    {"mask with a hole for the mouth", mask_cut_out},
    {"older recording on a screen", replay_on_screen},
    {"older recording on a screen, dubbed", dubbed_on_screen},
    {"older recording as a file", replay_of_file},
    {"older recording, colours made right", replay_relit},
    {"older recording, digits dubbed", dubbed_replay},
    {"digits dubbed over a still mouth", dubbed_silent_mouth},
    {"digits dubbed over other words", dubbed_other_words},
    {"turns cut out and put in order", spliced},
    {"digits and turns pieced together", pieced},
    {"one speaks, another turns, cut", swapped},
    {"one speaks, another turns, faded", swapped_softly},
    {"two people", two_people},
    {"somebody looks in for three seconds", visitor},
    {"no sound", silent},
    {"no picture", black},
    {"two seconds, looped", looped},
    {"one picture, frozen", frozen},
    {"three pictures a second", slides},
    {"slower or faster", stretched},
    {"mirrored", mirrored},
    {"turns in another order", wrong_order},
    {"other digits", wrong_digits},
    {"other colours", wrong_colours},
    {"relayed, late by 0.7 s", relayed},
    {"sent too late", late},
    {"nobody", nobody},
}};

constexpr auto kKinds = [] {
    std::array<std::string_view, kActs.size()> names{};
    for (std::size_t i = 0; i < kActs.size(); ++i) {
        names[i] = kActs[i].first;
    }
    return names;
}();

}  // namespace

std::span<const std::string_view> attack_kinds() {
    return kKinds;
}

Performance attack(
    std::string_view kind, const Challenge& challenge, Rng rng, const Conditions& conditions
) {
    const Stage stage(challenge, rng, conditions);
    for (const auto& [name, act] : kActs) {
        if (name == kind) {
            return act(stage);
        }
    }
    HIBARI_CHECK(false, kind);
    return {};
}

}  // namespace hibari::trust::testing
