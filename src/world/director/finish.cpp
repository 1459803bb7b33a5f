#include "world/director/finish.h"

#include "base/check.h"
#include "world/director/aboard.h"
#include "world/director/audience.h"
#include "world/director/boarding.h"
#include "world/director/carry_over.h"
#include "world/director/crossing.h"
#include "world/director/evading.h"
#include "world/director/games.h"
#include "world/director/join.h"
#include "world/director/lexicon/tables.h"
#include "world/director/natural_length.h"
#include "world/director/needs.h"
#include "world/director/place_choice.h"
#include "world/director/plays.h"
#include "world/director/props.h"
#include "world/director/reader_words.h"
#include "world/director/snow_gear.h"
#include "world/director/spared.h"
#include "world/director/stopping.h"
#include "world/director/teams.h"
#include "world/director/wading.h"
#include "world/script/names.h"
#include "world/script/script_json.h"
#include "world/script/shot_lengths.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <span>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

/// Finishes one shot after the other.
class Finisher {
  public:
    Finisher(Story& story, std::optional<double> wish_s) : story_(story), wish_s_(wish_s) {}

    ClipScript run() {
        ClipScript script;
        script.style = story_.style.value_or(own_style());
        for (DraftShot& draft : std::span(story_.shots).subspan(story_.given_shots)) {
            const bool own_place = draft.place.has_value();
            inherit(draft);
            board_vehicles(story_, draft);
            field_the_team(story_, draft);
            set_up_spared(story_, draft);
            stage_plays(story_, draft);
            handle_props(story_, draft);
            join_actions(story_, draft);
            share_out_games(story_, draft);
            complete_actions(story_, draft);
            put_on_skis(story_, draft);
            cross_bridges(story_, draft);
            leap_barriers(story_, draft);
            stop_and_swerve(story_, draft);
            evade_attacks(story_, draft);
            choose_place(story_, draft);
            go_aboard(story_, draft);
            seat_audience(story_, draft);
            go_wading(story_, draft);
            assume_night(draft);
            dress_for_place(draft);
            if (draft.present.empty()) {
                if (own_place || story_.cast.empty()) {
                    fill_the_place(draft);
                } else {
                    Story::bring(draft, 0);
                }
            }
            bring_all(draft);
            stand_fast(story_, draft);
            raise_rocks(draft);
            drift_into_view(draft);
        }
        name_all();
        std::vector<float> lengths = choose_lengths();
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            script.shots.push_back(build(story_.shots[story_.given_shots + i], lengths[i]));
        }
        if (story_.music && !story_.no_music) {
            Music music = *story_.music;
            music.tempo_bpm = music.tempo_bpm > 0.0F ? music.tempo_bpm : usual_tempo(music.mood);
            script.music = music;
        }
        return script;
    }

  private:
    // Whose shoulder is looked over, and at whom: at what he deals with, else at somebody else.
    void point_camera(DraftShot& draft) const {
        int& from = draft.camera_from;
        int& at = draft.camera_subject;
        if (draft.camera.framing == Framing::kOverShoulder) {
            const auto other = [&](bool alive) {
                const auto found = std::ranges::find_if(draft.present, [&](int member) {
                    return member != from && (!alive || story_.is_person(member));
                });
                return found == draft.present.end() ? -1 : *found;
            };
            from = from >= 0 ? from : other(true);
            if (at < 0 || at == from) {
                at = -1;
                for (const DraftAction& action : draft.actions) {
                    const int dealt = action.target >= 0 ? action.target : action.object;
                    at = at < 0 && action.subject == from ? dealt : at;
                }
                at = at >= 0 ? at : other(true);
                at = at >= 0 ? at : other(false);
            }
        }
        if (draft.camera.framing == Framing::kOverShoulder && from >= 0 && at >= 0) {
            for (const auto& [one, other] : {std::pair{from, at}, std::pair{at, from}}) {
                if (story_.is_person(one) && story_.is_person(other)) {
                    draft.relations.push_back({one, RelationKind::kFacing, other});
                }
            }
        }
        if (from < 0 || at < 0) {
            draft.camera.framing = draft.camera.framing == Framing::kOverShoulder
                                       ? Framing::kMedium
                                       : draft.camera.framing;
            draft.camera.rack_focus = false;
        }
    }

    // A newsreader is seen on the news.
    Style own_style() {
        for (const CastMember& member : story_.cast) {
            if (listed(
                    "anchor|newsreader|newscaster|anchorman|anchorwoman|anchorperson|weatherman",
                    member.head
                ) &&
                member.entity.kind == "person") {
                story_.notes.assumed("style news, because of the " + member.head);
                return Style::kNews;
            }
        }
        return Style::kPhotoreal;
    }

    // What holds for all shots holds for this one, and the world does not change from shot to shot
    // unless the words say so.
    void inherit(DraftShot& draft) {
        const DraftShot* before = &draft == &story_.shots.front() ? nullptr : &draft - 1;
        const auto take = [&](auto member) {
            if (!(draft.*member)) {
                draft.*member = story_.common.*member;
            }
        };
        take(&DraftShot::place);
        take(&DraftShot::time);
        take(&DraftShot::sky);
        take(&DraftShot::season);
        take(&DraftShot::wind);
        take(&DraftShot::speed);
        if (before != nullptr) {
            const bool moved = draft.place && before->place && *draft.place != *before->place;
            const bool elsewhere = before->place && is_indoor(*before->place) && has_traffic(draft);
            draft.place = draft.place || elsewhere ? draft.place : before->place;
            draft.time = draft.time ? draft.time : before->time;
            draft.sky = draft.sky || moved ? draft.sky : before->sky;
            draft.season = draft.season ? draft.season : before->season;
            carry_over(story_, *before, draft);
        }
        if (!draft.camera_set && story_.common.camera_set) {
            draft.camera = story_.common.camera;
            draft.camera_set = true;
        } else if (story_.common.camera_set) {
            draft.camera.handheld = std::max(draft.camera.handheld, story_.common.camera.handheld);
            draft.camera.lens_mm =
                draft.camera.lens_mm > 0.0F ? draft.camera.lens_mm : story_.common.camera.lens_mm;
        }
        if (draft.sport < 0) {
            draft.sport = before != nullptr ? before->sport : story_.common.sport;
        }
        for (const SoundCue& cue : story_.common.sounds) {
            if (draft.sounds.size() < Limits::kSoundsMax) {
                draft.sounds.push_back(cue);
            }
        }
    }

    // No bus comes into a bedroom, not even when the shot before was there.
    bool has_traffic(const DraftShot& draft) const {
        return std::ranges::any_of(draft.present, [&](int member) {
            constexpr float kToy = 0.5F;
            const Entity& entity = story_.cast[static_cast<std::size_t>(member)].entity;
            return story_.category_of(member) == Category::kVehicle && entity.scale > kToy;
        });
    }

    // Who was not dressed by words is dressed for the place: warm in snow, for water in water, for
    // no air where there is none.
    void dress_for_place(DraftShot& draft) {
        const std::string& place = *draft.place;
        const bool cold = place == "mountain" || (draft.sky && *draft.sky == Sky::kSnow);
        const bool airless = place == "moon" || place == "space";
        for (const int member : draft.present) {
            PersonLook& look = story_.cast[static_cast<std::size_t>(member)].entity.look;
            if (!story_.is_person(member) || look.top != Top::kUnspecified) {
                continue;
            }
            const bool wet = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
                const Verb verb = action.action.verb;
                return action.subject == member && (verb == Verb::kSwim || verb == Verb::kSurf ||
                                                    verb == Verb::kPaddle || verb == Verb::kDive);
            });
            if (airless) {
                look.top = Top::kSpaceSuit;
                look.hat = look.hat == Hat::kNone ? Hat::kHelmet : look.hat;
            } else if (wet || place == "swimming_pool") {
                look.top = Top::kSwimwear;
            } else if (cold && !is_indoor(place)) {
                look.top = Top::kJacket;
                look.bottom = look.bottom == Bottom::kUnspecified ? Bottom::kTrousers : look.bottom;
                look.hat = look.hat == Hat::kNone ? Hat::kBeanie : look.hat;
            }
        }
    }

    bool is_indoor(std::string_view name) const {
        const int place = story_.nouns->place(name);
        return place >= 0 && story_.nouns->places[static_cast<std::size_t>(place)].indoor;
    }

    // Fireworks, stars and street lamps that are lit are seen at night.
    void assume_night(DraftShot& draft) {
        if (!draft.time && !is_indoor(*draft.place) && !draft.night_clue.empty()) {
            draft.time = TimeOfDay::kNight;
            story_.notes.assumed("it is night, because of \"" + draft.night_clue + "\"");
        }
    }

    // Rocks in the open sea are as high as its waves.
    void raise_rocks(const DraftShot& draft) {
        constexpr float kStacks = 2.6F;
        for (const int member : draft.present) {
            Entity& entity = story_.cast[static_cast<std::size_t>(member)].entity;
            if (draft.place == "sea" && story_.thing_of(member).name == "rock" &&
                entity.scale == 1.0F) {
                entity.scale = kStacks;
            }
        }
    }

    // Where nobody lives and nothing goes on, the camera moves in: slowly, and unless told not to.
    void drift_into_view(DraftShot& draft) const {
        constexpr float kSlowly = 0.4F;
        constexpr float kLookedAt_s = 4.5F;
        const bool still = std::ranges::all_of(draft.actions, [](const DraftAction& action) {
            return action.action.verb == Verb::kStay;
        });
        const bool lifeless = std::ranges::none_of(draft.present, [&](int member) {
            return story_.is_alive(member);
        });
        if (!still || !lifeless || !draft.lines.empty() || draft.place == "studio") {
            return;
        }
        if (!draft.camera_set) {
            draft.camera.move = CameraMove::kDollyIn;
            draft.camera.speed = kSlowly;
        }
        if (!draft.duration_s && !wish_s_) {
            draft.duration_s = kLookedAt_s;
        }
    }

    // A prompt about an idea, or a shot of a place alone: its traffic, nobody, or somebody.
    void fill_the_place(DraftShot& draft) {
        const bool traffic = std::ranges::any_of(draft.sounds, [](const SoundCue& cue) {
            return cue.kind == "traffic";
        });
        for (int lane = 0; traffic && lane < 3; ++lane) {
            CastMember car;
            car.thing = story_.thing_named("car");
            car.head = "car";
            car.entity.called = "car";
            DraftAction drive;
            drive.subject = car.thing < 0 ? -1 : story_.add(draft, std::move(car));
            drive.action.verb = Verb::kDrive;
            drive.action.direction = lane == 1 ? Direction::kLeft : Direction::kNone;
            if (drive.subject >= 0) {
                draft.actions.push_back(drive);
            }
        }
        if (!draft.present.empty()) {
            return;  // "Traffic in the city at night" is cars.
        }
        // Scenery alone is a picture in its own right.
        if (draft.place && *draft.place != "studio") {
            return;
        }
        const int member = story_.add_somebody(draft);
        if (member < 0) {
            return;
        }
        DraftAction look;
        look.subject = member;
        look.action.verb = Verb::kLook;
        draft.actions.push_back(look);
        story_.notes.assumed("a person who looks around, because nobody and nothing was named");
    }

    void name_all() {
        // Whoever was dropped on second thoughts needs no name.
        const auto is_shown = [&](const CastMember& member) {
            const auto index = static_cast<int>(&member - story_.cast.data());
            return std::ranges::any_of(story_.shots, [&](const DraftShot& draft) {
                return Story::has(draft, index);
            });
        };
        std::map<std::string, int> total;
        std::set<std::string> taken;
        for (const CastMember& member : story_.cast) {
            const bool named = !member.entity.id.empty();  // by the script that is gone on with
            total[base_id(member)] += named || is_shown(member) ? 1 : 0;
            if (named) {
                taken.insert(member.entity.id);
            }
        }
        std::map<std::string, int> used;
        for (CastMember& member : story_.cast) {
            const std::string base = base_id(member);
            if (!member.entity.id.empty()) {
                ++used[base];
                continue;
            }
            if (!is_shown(member)) {
                continue;
            }
            const int number = ++used[base];
            std::string id = total[base] > 1 ? base + "_" + std::to_string(number) : base;
            while (taken.contains(id)) {
                id += "_b";
            }
            taken.insert(id);
            member.entity.id = id;
        }
    }

    static std::string base_id(const CastMember& member) {
        std::string id;
        for (const char c : member.name.empty() ? member.head : member.name) {
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                id += c;
            } else if (!id.empty() && id.back() != '_') {
                id += '_';
            }
        }
        id = id.substr(0, 30);
        if (id.empty() || id == "narrator") {
            id = member.entity.kind;
        }
        return id;
    }

    std::vector<float> choose_lengths() {
        std::vector<float> lengths;
        for (const DraftShot& draft : std::span(story_.shots).subspan(story_.given_shots)) {
            const float usual = clamp(wanted_length_s(story_, draft), 3.0F, 12.0F);
            lengths.push_back(draft.duration_s.value_or(usual));
        }
        if (wish_s_ && std::isfinite(*wish_s_)) {
            const auto shots = static_cast<double>(lengths.size());
            share_length(
                lengths,
                std::clamp(
                    *wish_s_,
                    shots * static_cast<double>(Limits::kShotSecondsMin),
                    shots * static_cast<double>(Limits::kShotSecondsMax)
                )
            );
            return lengths;
        }
        for (float& length : lengths) {
            length = std::round(length * 2.0F) / 2.0F;
        }
        return lengths;
    }

    std::string id_of(const DraftShot& draft, int member) const {
        return member >= 0 && Story::has(draft, member)
                   ? story_.cast[static_cast<std::size_t>(member)].entity.id
                   : std::string{};
    }

    // Everybody the actions and relations speak of is there.
    static void bring_all(DraftShot& draft) {
        for (const DraftAction& action : draft.actions) {
            for (const int member : {action.subject, action.object, action.target}) {
                if (member >= 0) {
                    Story::bring(draft, member);
                }
            }
        }
        for (const DraftRelation& relation : draft.relations) {
            Story::bring(draft, relation.target);
        }
    }

    Shot build(DraftShot& draft, float seconds) {
        Shot shot;
        shot.duration_s = seconds;
        shot.place = *draft.place;
        shot.time = draft.time.value_or(TimeOfDay::kDay);
        shot.sky = draft.sky.value_or(Sky::kClear);
        shot.season = draft.season.value_or(Season::kSummer);
        shot.wind = draft.wind.value_or(shot.sky == Sky::kStorm ? 0.7F : 0.0F);
        shot.speed = draft.speed.value_or(1.0F);
        shot.camera = draft.camera;
        point_camera(draft);
        shot.camera.framing = draft.camera.framing;
        shot.camera.rack_focus = draft.camera.rack_focus;
        shot.camera.subject = id_of(draft, draft.camera_subject);
        shot.camera.from = id_of(draft, draft.camera_from);
        for (const int member : draft.present) {
            Entity entity = story_.cast[static_cast<std::size_t>(member)].entity;
            entity.scale = clamp(entity.scale, 0.05F, 20.0F);  // What scripts may say.
            entity.relations.clear();
            for (const DraftRelation& relation : draft.relations) {
                const std::string target = id_of(draft, relation.target);
                if (relation.owner == member && relation.target != member && !target.empty() &&
                    entity.relations.size() < Limits::kRelationsMax) {
                    entity.relations.push_back({relation.kind, target});
                }
            }
            shot.entities.push_back(std::move(entity));
        }
        for (const DraftAction& draft_action : draft.actions) {
            Action action = draft_action.action;
            action.subject = id_of(draft, draft_action.subject);
            action.object = id_of(draft, draft_action.object);
            action.target = id_of(draft, draft_action.target);
            if (action.subject.empty() || shot.actions.size() >= Limits::kActionsMax) {
                continue;
            }
            if (action.target == action.subject) {
                action.target.clear();
            }
            if (action.object == action.subject) {
                action.object.clear();
            }
            if (action.start_s) {
                action.start_s = std::min(*action.start_s, std::max(0.0F, seconds - 0.5F));
            }
            shot.actions.push_back(std::move(action));
        }
        for (const DraftLine& line : draft.lines) {
            SpokenLine spoken = line.line;
            spoken.speaker = line.speaker < 0 ? "narrator" : id_of(draft, line.speaker);
            if (spoken.speaker.empty()) {
                spoken.speaker = "narrator";
            }
            shot.lines.push_back(std::move(spoken));
        }
        shot.sounds = draft.sounds;
        if (splashes_by_itself(shot)) {
            std::erase_if(shot.sounds, [](const SoundCue& cue) { return cue.kind == "splash"; });
        }
        close_gaps(shot);
        return shot;
    }

    // What falls, jumps or is thrown where water is makes its own splash, at its own time.
    static bool splashes_by_itself(const Shot& shot) {
        const bool water = shot.place == "lake" || shot.place == "mountain_lake" ||
                           shot.place == "sea" || shot.place == "beach" ||
                           shot.place == "swimming_pool";
        return water && std::ranges::any_of(shot.actions, [](const Action& action) {
                   return action.verb == Verb::kFall || action.verb == Verb::kDrop ||
                          action.verb == Verb::kJump || action.verb == Verb::kDive ||
                          action.verb == Verb::kThrow;
               });
    }

    // Steps count from 0 without holes.
    static void close_gaps(Shot& shot) {
        std::set<int> used;
        for (const Action& action : shot.actions) {
            used.insert(action.step);
        }
        for (const SpokenLine& line : shot.lines) {
            used.insert(line.step);
        }
        const auto renumber = [&](int step) {
            int number = 0;
            for (const int other : used) {
                number += other < step ? 1 : 0;
            }
            return number;
        };
        for (Action& action : shot.actions) {
            action.step = renumber(action.step);
        }
        for (SpokenLine& line : shot.lines) {
            line.step = renumber(line.step);
        }
        for (SoundCue& cue : shot.sounds) {
            if (cue.step) {
                cue.step = used.contains(*cue.step) ? renumber(*cue.step) : 0;
            }
        }
    }

    Story& story_;
    std::optional<double> wish_s_;
};

}  // namespace

float usual_tempo(std::string_view mood) {
    if (mood == "calm" || mood == "sad" || mood == "spooky") {
        return 72.0F;
    }
    if (mood == "lofi") {
        return 80.0F;
    }
    if (mood == "electronic" || mood == "rock" || mood == "tense") {
        return 128.0F;
    }
    return mood == "epic" ? 96.0F : 112.0F;
}

ClipScript finish(Story& story, std::optional<double> wish_s) {
    HIBARI_CHECK(story.given_shots < story.shots.size(), story.given_shots);
    return Finisher(story, wish_s).run();
}

}  // namespace hibari::world
