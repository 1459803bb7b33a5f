// What has been understood so far: who and what there is (the cast, for the whole clip) and one
// draft per shot. The reader fills it from the words; finish.h turns it into a script.
#pragma once

#include "base/rng.h"
#include "world/director/dictionary.h"
#include "world/director/nearest.h"
#include "world/director/notes.h"
#include "world/director/nouns.h"
#include "world/script/shot_script.h"

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

struct SportRow;

/// Someone or something of the clip.
struct CastMember {
    Entity entity;      ///< relations are kept per shot, in DraftShot
    int thing = -1;     ///< index into Nouns::things
    std::string head;   ///< the noun by which it is called, singular
    std::string name;   ///< a proper name, lower case, or ""
    int group = 0;      ///< members named together ("three cubes") share it
    int last_seen = 0;  ///< reading clock
    int first_shot = 0;
    bool implied = false;  ///< nobody named it; the action needs it
};

/// An action whose participants are indices into the cast.
struct DraftAction {
    int subject = -1;
    int object = -1;
    int target = -1;
    Action action;         ///< its ids are filled in at the end
    int verb_row = -1;     ///< of verb_rows(), -1: from a noun
    bool decided = false;  ///< the words told the outcome
    bool attempt = false;  ///< "tries to"
    std::string words;
    int given = -1;  ///< of a script that is changed or gone on with: which of its actions
};

struct DraftRelation {
    int owner = -1;
    RelationKind kind = RelationKind::kBeside;
    int target = -1;

    friend bool operator==(const DraftRelation&, const DraftRelation&) = default;
};

/// Whether a word of the action begins like that: "slowly rises", "ris".
bool said(const DraftAction& action, std::string_view stem);

struct DraftLine {
    int speaker = -1;  ///< cast index; -1: narrator
    SpokenLine line;
};

struct DraftShot {
    std::optional<std::string> place;
    std::string place_hint;  ///< "kitchen" of "kitchen counter"
    std::optional<TimeOfDay> time;
    std::optional<Sky> sky;
    std::optional<Season> season;
    std::optional<float> wind;
    bool exposed = false;  ///< somebody is out in the weather: "in the rain"
    std::optional<float> speed;
    std::optional<float> duration_s;
    Camera camera;
    bool camera_set = false;
    int camera_subject = -1;
    int camera_from = -1;      ///< where a pan or a focus begins, or whose shoulder is looked over
    std::vector<int> present;  ///< cast indices
    std::deque<DraftAction> actions;  ///< a deque: some are added while others are edited
    std::vector<DraftRelation> relations;
    std::vector<DraftLine> lines;
    std::vector<SoundCue> sounds;
    int sport = -1;          ///< of sport_rows()
    std::string night_clue;  ///< words by which it is night, should no time be named
    int step = 0;            ///< the last step used
    int spared = 0;          ///< of pins or dominoes that fall, so many stay
};

/// The game that is played; null when none is.
const SportRow* sport_of(const DraftShot& draft);

/// Whether it is said to be on something.
bool stands_on_something(const DraftShot& draft, int member);

/// The tools and the growing result of reading one prompt.
struct Story {
    const Nouns* nouns = nullptr;
    const Dictionary* dictionary = nullptr;
    Nearest* nearest = nullptr;
    Notes notes;
    Rng rng{0};

    std::vector<CastMember> cast;
    std::vector<DraftShot> shots;
    std::size_t given_shots = 0;  ///< the first so many come from a script and are finished
    DraftShot common;             ///< what was said before the first shot, or holds for all
    std::optional<Style> style;
    std::optional<Music> music;
    bool no_music = false;
    int clock = 0;
    int groups = 0;

    const ThingNoun& thing_of(int member) const;
    Category category_of(int member) const;
    bool is_alive(int member) const;
    bool is_person(int member) const;

    /// Adds a member; it is present in `shot`. Returns its index, or -1 when the shot is full.
    int add(DraftShot& shot, CastMember member);
    /// Adds a person of whom nothing is known ("someone"). Returns -1 when the shot is full.
    int add_somebody(DraftShot& shot);
    /// The thing called `words`, brought into the shot when it is not there; noted as assumed.
    /// Returns -1 when the catalogue has no such thing.
    int need(DraftShot& shot, std::string_view words, std::string_view because);
    /// The thing whose words include `phrase`, or -1.
    int thing_named(std::string_view phrase) const;
    /// The place whose words include `phrase` (directly or as a hint), or "".
    std::string place_named(std::string_view phrase) const;
    static bool has(const DraftShot& shot, int member);
    static void bring(DraftShot& shot, int member);
};

}  // namespace hibari::world
