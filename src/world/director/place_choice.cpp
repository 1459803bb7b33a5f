#include "world/director/place_choice.h"

#include "base/text.h"
#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <span>

namespace hibari::world {
namespace {

class PlaceChooser {
  public:
    explicit PlaceChooser(Story& story) : story_(story) {}

    void choose_place(DraftShot& draft) {
        climb_to_the_roofs(draft);
        if (draft.place) {
            decorate_the_tree(draft);
        } else {
            look_for_a_place(draft);
        }
    }

  private:
    void look_for_a_place(DraftShot& draft) {
        const auto choose = [&](std::string_view name, const std::string& why) {
            const std::string place = story_.place_named(name);
            if (place.empty() || draft.place || (draft.exposed && is_indoor(place))) {
                return;
            }
            draft.place = place;
            story_.notes.assumed("the place is " + place + ", because of " + why);
        };
        if (!draft.place_hint.empty()) {
            choose(draft.place_hint, "the words of a thing");
        }
        for (const int member : draft.present) {
            if (story_.thing_of(member).name == "springboard") {
                choose("swimming pool", "the board");
            }
        }
        bool water = false;
        for (const int member : draft.present) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            const bool mover = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
                return action.subject == member;
            });
            for (const Meaning& meaning : story_.dictionary->meanings(role_words(known))) {
                if (meaning.kind == WordKind::kRole && (mover || draft.actions.empty())) {
                    const std::string_view place =
                        role_rows()[static_cast<std::size_t>(meaning.row)].place;
                    if (!place.empty()) {
                        choose(under_open_sky(draft, place), "the " + known.head);
                    }
                }
            }
        }
        for (const DraftAction& action : draft.actions) {
            if (action.action.verb == Verb::kBowl) {
                choose("bowling alley", "the pins");
            } else if (action.action.verb == Verb::kSurf || action.action.verb == Verb::kSail) {
                choose("sea", "the waves it needs");
            } else if (action.action.verb == Verb::kSnowboard) {
                choose("snowy mountain", "the snow it needs");
            }
        }
        const int sailboat = story_.thing_named("sailboat");
        if (std::ranges::any_of(draft.present, [&](int member) {
                return story_.cast[static_cast<std::size_t>(member)].thing == sailboat;
            })) {
            choose("sea", "the boat");
        }
        if (const SportRow* row = sport_of(draft); row != nullptr && is_played(draft, *row)) {
            choose(under_open_sky(draft, row->place), "the sport");
            choose(row->place, "the sport");
        }
        for (const SoundCue& cue : draft.sounds) {
            if (cue.kind == "waves" || cue.kind == "seagulls") {
                choose(draft.present.empty() ? "sea" : "beach", "the sound of the sea");
            }
        }
        for (const DraftAction& action : draft.actions) {
            const Verb verb = action.action.verb;
            if (holds_water(draft)) {
                break;  // A duck in a bathtub needs no lake.
            }
            if (verb == Verb::kSwim || verb == Verb::kDive || verb == Verb::kPaddle) {
                const bool pool = verb != Verb::kPaddle && story_.is_person(action.subject) &&
                                  !in_open_water(draft);
                choose(pool ? "swimming pool" : "lake", "the water it needs");
            } else if (verb == Verb::kSink || verb == Verb::kFloat) {
                water = water || !story_.thing_of(action.subject).traits.flies;
            }
        }
        if (water) {
            choose("lake", "the water it needs");
        }
        choose_home(draft, choose);
        if (draft.sky && *draft.sky == Sky::kSnow) {
            choose("snowy mountain", "the snow");
        }
        if (draft.sky && *draft.sky != Sky::kClear) {
            const bool wild = std::ranges::none_of(draft.present, [&](int member) {
                return story_.is_person(member) || story_.category_of(member) == Category::kVehicle;
            });
            choose(wild ? "meadow" : "street", "the weather");
        }
        if (draft.time && *draft.time != TimeOfDay::kDay) {
            const bool night = *draft.time == TimeOfDay::kNight;
            choose(!draft.present.empty() ? "park" : night ? "meadow" : "beach", "the light");
        }
        const bool people = std::ranges::any_of(draft.present, [&](int member) {
            return story_.is_person(member);
        });
        if (people) {
            choose("park", "nobody said where");
        }
        choose("studio", "nobody said where");
        if (!draft.place) {
            draft.place = story_.nouns->places.empty()
                              ? "studio"
                              : std::string(story_.nouns->places.front().name);
        }
    }

    bool is_indoor(std::string_view name) const {
        const std::string place = story_.place_named(name);
        return std::ranges::any_of(story_.nouns->places, [&](const PlaceNoun& known) {
            return known.name == place && known.indoor;
        });
    }

    // A roof over what was told of the weather or of the sun, where only a habit speaks for it:
    // who dances while it rains does so outdoors, but a sofa stays in its room.
    bool shut_out(const DraftShot& draft, std::string_view name) const {
        const bool weather = draft.sky && *draft.sky != Sky::kClear;
        const bool low_sun = draft.time && (*draft.time == TimeOfDay::kGoldenHour ||
                                            *draft.time == TimeOfDay::kDawn);
        const bool windy = draft.wind.value_or(0.0F) > 0.0F;
        return (weather || low_sun || windy) && is_indoor(name);
    }

    // The same outdoors, where the weather is told of: "" when there is none.
    std::string_view under_open_sky(const DraftShot& draft, std::string_view name) const {
        if (!draft.exposed && !shut_out(draft, name)) {
            return name;
        }
        return name == "gym" && sport_of(draft) != nullptr && sport_of(draft)->target == "hoop"
                   ? "court"
               : name == "ice rink" ? "frozen lake"
               : is_indoor(name)    ? ""
                                    : name;
    }

    // A boat or something wild in it: no pool.
    bool in_open_water(const DraftShot& draft) const {
        return std::ranges::any_of(draft.present, [&](int member) {
            const ThingNoun& thing = story_.thing_of(member);
            return thing.category == Category::kAnimal ||
                   (thing.category == Category::kVehicle && thing.traits.floats);
        });
    }

    bool holds_water(const DraftShot& draft) const {
        return std::ranges::any_of(draft.present, [&](int member) {
            return story_.thing_of(member).traits.vessel;
        });
    }

    // "a Christmas living room: a cat under the tree"
    void decorate_the_tree(const DraftShot& draft) {
        const int decorated = story_.thing_named("christmas tree");
        for (const int member : draft.present) {
            CastMember& tree = story_.cast[static_cast<std::size_t>(member)];
            if (draft.place == "living_room" && decorated >= 0 &&
                listed("tree|pine_tree", tree.entity.kind)) {
                tree.thing = decorated;
                tree.entity.kind = std::string(story_.thing_of(member).name);
            }
        }
    }

    // Fireworks over a city are seen from where the houses do not hide the sky.
    void climb_to_the_roofs(DraftShot& draft) const {
        const bool works = std::ranges::any_of(draft.sounds, [](const SoundCue& cue) {
            return cue.kind == "firework";
        });
        const bool traffic = std::ranges::any_of(draft.present, [&](int member) {
            return story_.category_of(member) == Category::kVehicle;
        });
        const std::string roof = story_.place_named("rooftop");
        if (works && !traffic && draft.place == "city" && !roof.empty()) {
            draft.place = roof;
            story_.notes.assumed("the city is seen from a rooftop, because of the fireworks");
        }
        const bool rope = std::ranges::any_of(draft.present, [&](int member) {
            return story_.thing_of(member).name == "tightrope";
        });
        if (rope && (!draft.place || draft.place == "city") && !roof.empty()) {
            draft.place = roof;
            story_.notes.assumed("the rope is above the roofs");
        }
    }

    void choose_by_things(
        DraftShot& draft, std::span<const NameRow> rows, const auto& choose, const auto& counts
    ) const {
        for (const NameRow& row : rows) {
            for (const int member : draft.present) {
                const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
                if (!known.implied && counts(member) && means(row.words, member)) {
                    choose(row.value, "the " + known.head);
                }
            }
        }
    }

    // Where the things, the people and the deeds of the shot are at home.
    void choose_home(DraftShot& draft, const auto& choose) const {
        const auto has = [&](std::string_view words) {
            return std::ranges::any_of(draft.present, [&](int member) {
                return !story_.cast[static_cast<std::size_t>(member)].implied &&
                       means(words, member);
            });
        };
        for (const int member : draft.present) {
            const std::string& called = story_.cast[static_cast<std::size_t>(member)].entity.called;
            if (called.find("toy ") != std::string::npos) {
                choose("living room", "the toy");
            }
        }
        if (has(table_words())) {
            choose(has(meal_words()) ? "kitchen" : "living room", "the furniture");
        }
        // The rows stand in the order of how much they say: a cat on a piano is indoors, a magician
        // with a rabbit on his stage.
        const auto lifeless = [&](int member) { return !story_.is_alive(member); };
        const auto animal = [&](int member) {
            return story_.is_alive(member) && !story_.is_person(member);
        };
        choose_by_things(draft, home_rows(), choose, lifeless);
        for (const int member : draft.present) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            for (const NameRow& row : person_home_rows()) {
                if (story_.is_person(member) && listed(row.words, known.head) &&
                    !shut_out(draft, row.value)) {
                    choose(row.value, "the " + known.head);
                }
            }
        }
        choose_by_things(draft, home_rows(), choose, animal);
        for (const DraftAction& action : draft.actions) {
            for (const NameRow& row : deed_home_rows()) {
                for (const std::string_view stem : split(row.words, '|')) {
                    if (action.words.starts_with(stem) && story_.is_alive(action.subject) &&
                        !shut_out(draft, row.value)) {
                        choose(row.value, "what is done");
                    }
                }
            }
        }
        choose_by_things(draft, loose_home_rows(), choose, [&](int member) {
            return !story_.is_person(member);
        });
    }

    // By the noun or by its kind; the noun of a rubber duck or of a Newton's cradle is another's.
    bool means(std::string_view words, int member) const {
        const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
        const int by_noun = story_.thing_named(known.head);
        const bool own_noun = by_noun < 0 || by_noun == known.thing;
        return listed(words, story_.thing_of(member).name) ||
               (own_noun && listed(words, known.head));
    }

    // Balls alone are no game: somebody plays, or there is what they are played at.
    bool is_played(const DraftShot& draft, const SportRow& row) const {
        const int target = row.target.empty() ? -1 : story_.thing_named(row.target);
        if (row.deed == Verb::kBowl &&
            std::ranges::none_of(
                draft.actions, [](const auto& action) { return action.action.verb == Verb::kBowl; }
            ) &&
            std::ranges::none_of(draft.present, [&](int member) {
                return story_.cast[static_cast<std::size_t>(member)].thing == target;
            })) {
            return false;  // A bowling ball that is dropped is no game.
        }
        return row.ball.empty() || std::ranges::any_of(draft.present, [&](int member) {
                   return story_.is_person(member) ||
                          (target >= 0 &&
                           story_.cast[static_cast<std::size_t>(member)].thing == target);
               });
    }

    // "figure skater" rather than "skater", when the words of the prompt say so.
    std::string role_words(const CastMember& member) const {
        std::string called;
        for (const char c : member.entity.called) {
            called += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c == '-' ? ' ' : c;
        }
        for (std::size_t at = 0; at != std::string::npos && at < called.size();) {
            const std::string tail = called.substr(at);
            if (!story_.dictionary->meanings(tail).empty()) {
                return tail;
            }
            const auto space = called.find(' ', at);
            at = space == std::string::npos ? space : space + 1;
        }
        return member.head;
    }

    Story& story_;
};

}  // namespace

void choose_place(Story& story, DraftShot& draft) {
    PlaceChooser(story).choose_place(draft);
}

}  // namespace hibari::world
