// What is said to be gone: somebody, something worn, weather, a sound, the music, what is said.
#include "world/director/cast_edits.h"
#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"
#include "world/director/remember.h"
#include "world/director/take_parts.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

namespace hibari::world {
namespace {

constexpr std::string_view kCrowdCues[] = {
    "crowd_cheer",
    "crowd_groan",
    "crowd_gasp",
    "crowd_aww",
    "applause",
    "crowd_murmur",
    "laughter",
};

class Remover {
  public:
    Remover(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots)
        : story_(story), edit_(edit), script_(script), shots_(shots) {}

    void run() {
        const bool heard = says("sound|sounds|sfx|noise|noises|audio");
        const bool done = (!heard && remove_cast()) || remove_garment() || remove_crowd() ||
                          remove_weather() || remove_sound() || remove_music() || remove_lines() ||
                          remove_effect();
        const std::string words = shown_text(edit_.words);
        if (done) {
            story_.notes.understood(words, "not there");
        } else {
            story_.notes.ignored(words, "there is nothing like it in the clip");
        }
    }

  private:
    bool says(std::string_view words) const {
        return std::ranges::any_of(edit_.words, [&](const Token& token) {
            return listed(words, token.text);
        });
    }

    /// The row of the first word of that kind, or -1.
    int row_of(WordKind kind) const {
        for (std::size_t i = 0; i < edit_.words.size(); ++i) {
            for (const Hit& hit : story_.dictionary->hits_at(edit_.words, i)) {
                if (hit.kind == kind) {
                    return hit.row;
                }
            }
        }
        return -1;
    }

    bool remove_cast() {
        std::vector<Token> words = edit_.words;
        DraftShot draft = everybody_of(story_, shots_);
        ShotReader reader(story_, draft, static_cast<int>(script_.shots.size()));
        std::vector<int> who = reader.meant(words).who;
        if (who.empty() && !words.empty()) {
            // "without umbrella": of those there are.
            std::vector<Token> the = tokenize("the");
            the.insert(the.end(), words.begin(), words.end());
            who = reader.meant(the).who;
        }
        if (who.empty() || says("background|else|other")) {
            who = bystanders(draft);
        }
        std::set<std::string> ids;
        for (const int member : who) {
            ids.insert(story_.cast[static_cast<std::size_t>(member)].entity.id);
        }
        for (const std::size_t number : shots_) {
            take_away(script_.shots[number], ids);
        }
        return !ids.empty();
    }

    // "nobody else", "the people in the background": those who do nothing of their own.
    std::vector<int> bystanders(const DraftShot& draft) const {
        std::vector<int> who;
        const bool people = says(
            "people|person|persons|anyone|anybody|everyone|everybody|nobody|"
            "extras|bystanders|pedestrians|crowd|passersby|spectators"
        );
        if (!people) {
            return who;
        }
        const bool behind = says(
            "background|else|other|extras|bystanders|pedestrians|crowd|"
            "passersby|spectators"
        );
        for (const int member : draft.present) {
            const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
            const bool acts = std::ranges::any_of(draft.actions, [&](const DraftAction& action) {
                return action.subject == member && action.action.verb != Verb::kClap;
            });
            const CastMember& first = story_.cast[static_cast<std::size_t>(draft.present.front())];
            const bool main = acts || known.group == first.group;
            const bool watches = known.head == "audience" || known.head == "spectator";
            if (story_.is_person(member) && (!behind || !main || watches)) {
                who.push_back(member);
            }
        }
        return who;
    }

    bool remove_garment() {
        const int row = row_of(WordKind::kGarment);
        if (row < 0) {
            return false;
        }
        const GarmentRow& garment = garment_rows()[static_cast<std::size_t>(row)];
        bool any = false;
        for (const std::size_t number : shots_) {
            for (TakePart& part : parts_of(script_.shots[number])) {
                for (Entity& entity : part.entities) {
                    any = take_off(entity.look, garment) || any;
                }
            }
        }
        return any;
    }

    static bool take_off(PersonLook& look, const GarmentRow& garment) {
        const auto reset = [](auto& value, const auto& usual) {
            const bool had = value != usual;
            value = usual;
            return had;
        };
        switch (garment.slot) {
            case LookSlot::kHat:
                look.hat_color.reset();
                return reset(look.hat, Hat::kNone);
            case LookSlot::kTop:
                look.top_color.reset();
                return reset(look.top, Top::kUnspecified);
            case LookSlot::kBottom:
                look.bottom_color.reset();
                return reset(look.bottom, Bottom::kUnspecified);
            case LookSlot::kGlasses:
                return reset(look.glasses, Glasses::kNone);
            case LookSlot::kBeard:
                return reset(look.beard, false);
            case LookSlot::kWorn:
                return reset(look.worn.*kWorn[garment.value], false);
            default:
                return false;
        }
    }

    bool remove_cues(auto matches) {
        bool any = false;
        for (const std::size_t number : shots_) {
            for (TakePart& part : parts_of(script_.shots[number])) {
                any = std::erase_if(part.sounds, matches) > 0 || any;
            }
        }
        return any;
    }

    bool remove_crowd() {
        return says(
                   "crowd|audience|spectators|fans|cheering|cheers|cheer|applause|applauding|"
                   "clapping|reaction"
               ) &&
               remove_cues([](const SoundCue& cue) {
                   return std::ranges::find(kCrowdCues, cue.kind) != std::end(kCrowdCues);
               });
    }

    bool remove_sound() {
        if (says("sound|sounds|sfx|noise|noises|audio") && row_of(WordKind::kSound) < 0) {
            return remove_cues([](const SoundCue&) { return true; });
        }
        const int row = row_of(WordKind::kSound);
        return row >= 0 && remove_cues([&](const SoundCue& cue) {
                   return cue.kind == sound_rows()[static_cast<std::size_t>(row)].kind;
               });
    }

    bool remove_weather() {
        const int row = row_of(WordKind::kSky);
        const bool wind = says("wind|breeze|gusts|storm");
        bool any = false;
        for (const std::size_t number : shots_) {
            Shot& shot = script_.shots[number];
            const bool sky = row >= 0 && shot.sky != Sky::kClear;
            any = any || sky || (wind && shot.wind > 0.0F);
            shot.wind = wind || (sky && shot.sky == Sky::kStorm) ? 0.0F : shot.wind;
            shot.sky = sky ? Sky::kClear : shot.sky;
        }
        if (any && row >= 0) {
            remove_cues([](const SoundCue& cue) {
                return cue.kind == "rain" || cue.kind == "thunder";
            });
        }
        return any;
    }

    bool remove_music() {
        const bool asked = says("music|soundtrack|score|song|melody") && script_.music;
        if (asked) {
            script_.music.reset();
        }
        return asked;
    }

    bool remove_lines() {
        bool any = false;
        if (!says("dialogue|dialog|speech|speaking|talking|lines|line|voice|voiceover|narration|"
                  "narrator|words|text")) {
            return false;
        }
        const bool narrator = says("narrator|narration|voiceover");
        for (const std::size_t number : shots_) {
            for (TakePart& part : parts_of(script_.shots[number])) {
                any = std::erase_if(
                          part.lines,
                          [&](const SpokenLine& line) {
                              return !narrator || line.speaker == "narrator";
                          }
                      ) > 0 ||
                      any;
            }
        }
        return any;
    }

    // "no slow motion", "without the shaky camera"
    bool remove_effect() {
        bool any = false;
        for (const std::size_t number : shots_) {
            Shot& shot = script_.shots[number];
            if (says("slow|slowmo|motion|timelapse|lapse") && shot.speed != 1.0F) {
                shot.speed = 1.0F;
                any = true;
            }
            if (says("shake|shaky|shaking|handheld|wobble") && shot.camera.handheld > 0.0F) {
                shot.camera.handheld = 0.0F;
                any = true;
            }
            if (says("blur|bokeh|shallow") && shot.camera.shallow_focus) {
                shot.camera.shallow_focus = false;
                any = true;
            }
            if (says("movement|moving|motion|pan|zoom|dolly|orbit|tracking") &&
                shot.camera.move != CameraMove::kAuto) {
                shot.camera.move = CameraMove::kStatic;
                any = true;
            }
        }
        return any;
    }

    Story& story_;
    const Edit& edit_;
    ClipScript& script_;
    ShotNumbers shots_;
};

}  // namespace

void remove_named(Story& story, const Edit& edit, ClipScript& script, ShotNumbers shots) {
    Remover(story, edit, script, shots).run();
}

}  // namespace hibari::world
