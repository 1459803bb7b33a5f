#include "world/director/place_choice.h"

#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace hibari::world {
namespace {

class PlaceChooser {
  public:
    explicit PlaceChooser(Story& story) : story_(story) {}

    void choose_place(DraftShot& draft) {
        if (draft.place) {
            return;
        }
        const auto choose = [&](std::string_view name, const std::string& why) {
            const std::string place = story_.place_named(name);
            if (place.empty() || draft.place) {
                return;
            }
            draft.place = place;
            story_.notes.assumed("the place is " + place + ", because of " + why);
        };
        if (!draft.place_hint.empty()) {
            choose(draft.place_hint, "the words of a thing");
        }
        bool water = false;
        bool wild = false;
        bool vehicle = false;
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
                        choose(place, "the " + known.head);
                    }
                }
            }
        }
        for (const DraftAction& action : draft.actions) {
            if (action.action.verb == Verb::kSurf || action.action.verb == Verb::kSail) {
                choose("sea", "the waves it needs");
            } else if (action.action.verb == Verb::kSnowboard) {
                choose("snowy mountain", "the snow it needs");
            }
        }
        if (const SportRow* row = sport(draft); row != nullptr) {
            choose(row->place, "the sport");
        }
        for (const SoundCue& cue : draft.sounds) {
            if (cue.kind == "waves" || cue.kind == "seagulls") {
                choose(draft.present.empty() ? "sea" : "beach", "the sound of the sea");
            }
        }
        for (const DraftAction& action : draft.actions) {
            const Verb verb = action.action.verb;
            if (verb == Verb::kSwim || verb == Verb::kDive || verb == Verb::kPaddle) {
                choose(
                    verb == Verb::kPaddle || !story_.is_person(action.subject) ? "lake"
                                                                               : "swimming pool",
                    "the water it needs"
                );
            } else if (verb == Verb::kSink || verb == Verb::kFloat) {
                water = water || !story_.thing_of(action.subject).traits.flies;
            }
        }
        for (const int member : draft.present) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            const ThingNoun& thing = story_.thing_of(member);
            if (thing.name == "surfboard" || thing.name == "fish" || thing.name == "sailboat" ||
                thing.name == "paddleboard") {
                choose(thing.name == "paddleboard" ? "lake" : "sea", "the " + known.head);
            }
            if (thing.name == "snowboard") {
                choose("snowy mountain", "the " + known.head);
            }
            vehicle = vehicle || thing.category == Category::kVehicle || thing.name == "bicycle" ||
                      thing.name == "street_lamp" || thing.name == "house";
            wild = wild || thing.category == Category::kAnimal || thing.name == "tree" ||
                   thing.name == "kite" || thing.name == "campfire";
        }
        if (water) {
            choose("lake", "the water it needs");
        }
        if (draft.sky && *draft.sky == Sky::kSnow) {
            choose("snowy mountain", "the snow");
        }
        if (vehicle) {
            choose("street", "what is there");
        }
        if (wild) {
            choose("park", "what is there");
        }
        if (draft.sky && *draft.sky != Sky::kClear) {
            choose("street", "the weather");
        }
        if (draft.time && *draft.time != TimeOfDay::kDay) {
            choose("park", "the light");
        }
        const bool people = std::ranges::any_of(draft.present, [&](int member) {
            return story_.is_person(member);
        });
        const bool only_small = std::ranges::all_of(draft.present, [&](int member) {
            const Category category = story_.category_of(member);
            return category == Category::kTabletop || category == Category::kBall ||
                   category == Category::kProp;
        });
        if (people) {
            choose("park", "nobody said where");
        } else if (only_small) {
            choose("studio", "nobody said where");
        }
        choose("studio", "nobody said where");
        if (!draft.place) {
            draft.place = story_.nouns->places.empty()
                              ? "studio"
                              : std::string(story_.nouns->places.front().name);
        }
    }

  private:
    const SportRow* sport(const DraftShot& draft) const {
        return draft.sport < 0 ? nullptr : &sport_rows()[static_cast<std::size_t>(draft.sport)];
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
