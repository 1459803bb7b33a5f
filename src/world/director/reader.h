// Reads the words of one shot into a draft.
//
// It goes through the tokens once, left to right. At each position it tries, in this order: quoted
// speech, phrases about camera, weather, style and sound, words of order, a verb group (where a
// verb can stand), a noun phrase, a preposition with its noun, and adverbs; what nothing claims is
// reported as ignored. A verb makes its action at once; objects, targets, manner and outcome that
// follow are attached to it. The grammar is shallow on purpose: it must give something sensible
// for every text, also for broken ones.
#pragma once

#include "world/director/lexicon/tables.h"
#include "world/director/shot_words.h"
#include "world/director/story.h"
#include "world/director/token.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

/// What a labelled stretch of a prompt ("Camera: ...") is about.
enum class Topic : std::uint8_t {
    kScene,
    kCamera,
    kMusic,
    kSound,
    kDialogue,
    kSetting,
    kStyle,
};

class ShotReader : private ShotWords {
  public:
    /// `shot_number` counts from 0; `shot` must be a shot of the story (or its common one).
    ShotReader(Story& story, DraftShot& shot, int shot_number);

    /// Reads a stretch of tokens and marks what it used.
    void read(std::span<Token> tokens, Topic topic);

    /// Reads "Name: line": `speaker` is what stands before the colon.
    void read_line(const std::string& speaker, std::span<Token> tokens);

    /// What the words of a noun phrase mean, without reading them.
    struct Meant {
        std::size_t end = 0;      ///< where the phrase ends; 0: there is none
        std::vector<int> who;     ///< those of the cast
        bool is_new = false;      ///< something that can be shown and is not of the cast
        bool is_garment = false;  ///< or hair
        bool is_person = false;   ///< somebody, known or new
        bool is_animal = false;   ///< likewise
        bool indefinite = false;  ///< "a dog", "two dogs"
        int count = 0;            ///< told in words; 0: not told
        std::string place;        ///< a name of the catalogue, or ""
        std::string thing;        ///< likewise, of what is new
    };

    Meant meant(std::span<Token> tokens);

  private:
    enum class NounKind : std::uint8_t {
        kNone,
        kCast,
        kPlace,
        kAction,
        kGarment,
        kPart,
        kSource,  ///< heard, not seen: crowd, siren
        kCamera,
        kUnreal,  ///< nothing that can be shown
    };

    struct NounPhrase {
        NounKind kind = NounKind::kNone;
        std::size_t begin = 0;
        std::size_t end = 0;
        std::vector<int> who;
        int row = -1;  ///< of the table of its kind
        std::string place;
        std::string head;
        int count = 1;
        bool plural = false;
        bool pronoun = false;
        bool collective = false;  ///< "a couple climbs out": several with a verb for one
        bool counted = false;     ///< the words tell how many
        bool owned = false;       ///< part of `who`
        bool pyramid = false;     ///< each of several stands on two of those below
        std::optional<Vec3> color;
    };

    /// Adjectives collected in front of a noun.
    struct Modifiers {
        std::optional<Vec3> color;
        std::optional<Vec3> accent;
        bool many_colors = false;  ///< "coloured": each of several its own
        bool many_sizes = false;   ///< "of different sizes"
        float scale = 1.0F;
        std::string material;
        std::vector<int> person_rows;  ///< of person_adjective_rows()
        std::vector<int> big_rows;     ///< of size_rows()
        std::string place;             ///< "kitchen" of "kitchen table"
        int mount = -1;                ///< thing noun: "horse" of "horse rider"
        int role = -1;                 ///< of role_rows(): "robot" of "robot waiter"
        int count = 0;
        bool definite = false;
        bool indefinite = false;
        bool another = false;
        int weight = 0;           ///< 1 heavy, -1 light
        std::size_t ordinal = 0;  ///< where "first", "second", "last" stands; 0: nowhere
        bool possessive = false;
        int owner = -1;
        std::vector<int> participles;  ///< verb rows: "a dancing bear"
        bool burning = false;
        bool any = false;
    };

    struct VerbGroup {
        enum class Kind : std::uint8_t {
            kNone,
            kVerb,
            kOutcome,
            kSpeech,
            kBe,
            kHave,
            kLight,
            kWear
        };
        Kind kind = Kind::kNone;
        std::size_t end = 0;
        int row = -1;
        VerbForm form = VerbForm::kBase;
        std::string lemma;
        bool passive = false;
        bool negated = false;
        bool attempt = false;
        bool nearly = false;   ///< "almost": it does not come to it
        bool guessed = false;  ///< a verb of WordNet's, by its likeness to a known one
        Outcome outcome = Outcome::kNone;
        float manner = 1.0F;
    };

    /// A preposition with its noun.
    struct Placing {
        const PrepositionRow& row;
        std::string_view word;
        const NounPhrase& phrase;
        int what = -1;        ///< of the phrase, the one that counts: the top of a stack
        bool leaves = false;  ///< its noun is where a motion begins
        bool places = false;  ///< says where, not only whither
        RelationKind relation = RelationKind::kBeside;
    };

    // reader_numbers.cpp
    bool read_number_phrase();

    // reader_camera.cpp, reader_settings.cpp
    bool read_setting();
    static bool is_sure_style(std::string_view word);
    bool accept_setting(const Hit& hit) const;
    bool likened(std::size_t at) const;
    bool begins_clause(std::size_t at) const;
    void apply_camera(const CameraRow& row);
    bool goes_from_to() const;
    bool read_from_to();
    bool read_paced_move();
    bool read_viewer();
    bool read_interior();
    bool read_music();
    bool read_sound_of();
    void add_sound(std::string_view kind, float level);
    void set_place(std::string_view name, std::size_t begin, std::size_t end);
    std::string place_of_both(std::string_view a, std::string_view b) const;
    /// Whether a preposition with a place, a time or weather begins here: "in a neon city".
    bool setting_ahead(std::size_t at) const;

    // reader_weather.cpp
    std::size_t impersonal_at(std::size_t at) const;
    bool read_stirred_up();
    bool read_impersonal();
    bool read_blown(std::size_t at);

    // reader_nouns.cpp, reader_modifiers.cpp, reader_reference.cpp, reader_cast.cpp
    NounPhrase noun_phrase(std::size_t at, bool after_verb = false);
    NounPhrase outer_noun_phrase(std::size_t at, bool after_verb);
    /// The same without leaving a trace; members it would make are not in `who` but in `made`.
    NounPhrase peek_noun(std::size_t at, std::vector<CastMember>* made = nullptr);
    /// reader_ensembles.cpp
    NounPhrase ensemble_noun(std::size_t at, NounPhrase phrase, const Modifiers& modifiers);
    bool read_determiners(std::size_t& at, Modifiers& modifiers, NounPhrase& phrase);
    bool read_modifier(std::size_t& at, Modifiers& modifiers);
    std::optional<Hit> head_at(std::size_t at) const;
    bool is_inert_figure(int thing) const;
    bool whole_is_here(int part) const;
    bool read_opening();
    bool skip_unseen_deed();
    bool is_somewhere(std::size_t at) const;
    bool is_inside(std::size_t at) const;
    bool is_done(std::size_t at) const;
    bool is_seen_moving(std::size_t at, const Modifiers& modifiers) const;
    bool begins_unknown_compound(std::size_t at) const;
    bool read_built_of(std::size_t at, const Hit& head, Modifiers& modifiers, NounPhrase& phrase)
        const;
    bool continues_compound(std::size_t at, const Hit& head) const;
    bool reads_as_verb(std::size_t at, bool plural_before) const;
    bool is_place_that_acts(std::size_t at) const;
    bool read_head(NounPhrase& phrase, const Hit& head, Modifiers& modifiers, CastMember& member);
    NounPhrase resolve(NounPhrase phrase, Hit head, Modifiers modifiers);
    bool are_for_drinking(const NounPhrase& phrase, const Modifiers& modifiers) const;
    Hit worn_or_handled(const NounPhrase& phrase, Hit head, const Modifiers& modifiers);
    int one_by_size(const CastMember& wanted, const Modifiers& modifiers);
    void recolor_one(const CastMember& wanted, Vec3 color, NounPhrase& phrase);
    void report(const NounPhrase& phrase, const Hit& head, const std::string& words);
    bool is_poured(const NounPhrase& phrase) const;
    bool is_seen_from_outside(const NounPhrase& phrase, const Hit& head) const;
    void stand_outside(NounPhrase& phrase, const std::string& words);
    bool is_light_beam(const NounPhrase& phrase) const;
    bool is_dug(const NounPhrase& phrase) const;
    std::optional<Vec3> liquid_color(std::size_t begin, std::size_t end) const;
    void fill(int container, const Hit& content, const std::string& word);
    void note_weather_of_place(std::size_t begin, std::size_t end, std::string_view place);
    NounPhrase resolve_pronoun(std::size_t at);
    bool feels(std::size_t at) const;
    NounPhrase something(std::size_t at);
    NounPhrase unknown_noun(std::size_t at, Modifiers modifiers);
    bool is_floor(std::size_t at) const;
    bool falls_to_floor(std::size_t at) const;
    NounPhrase floor_noun(std::size_t at, const Modifiers& modifiers);
    NounPhrase edge_noun(std::size_t at, std::size_t begin);
    std::vector<int> find_known(const CastMember& wanted, const Modifiers& modifiers, bool plural);
    std::vector<int> create(
        CastMember member, const Modifiers& modifiers, int count, NounPhrase& phrase
    );
    void heap_up(const std::vector<int>& members);
    void describe(CastMember& member, const Modifiers& modifiers) const;
    std::string singular(const std::string& word, bool plural) const;
    bool is_first_name(std::size_t at) const;
    int default_count(bool plural, const Modifiers& modifiers) const;
    int owner_of_pronoun(std::string_view word) const;
    bool reads_as_fate(std::size_t at) const;
    NounPhrase whole_of_part(const NounPhrase& part);
    bool knocks_down() const;
    bool is_in_the_sky(const NounPhrase& phrase) const;
    bool read_inside(std::string_view word, const NounPhrase& phrase);
    int sent_thing(std::size_t at);
    int sought_thing(std::size_t at) const;

    // reader_gestures.cpp
    std::size_t own_part_at(std::size_t at) const;
    bool read_gesture(const VerbGroup& group, std::size_t begin);

    // reader_groups.cpp
    enum class Measure : std::uint8_t { kMass, kDensity, kLightness };
    bool done_by_the_living(std::size_t at) const;
    std::vector<int> group_meant(std::size_t verb_at) const;
    std::vector<int> untold(const std::vector<int>& group) const;
    int one_to_do(const std::vector<int>& group, std::size_t verb_at) const;
    int heaviest(const std::vector<int>& group, Measure measure) const;
    NounPhrase members_phrase(std::size_t begin, std::size_t end, std::vector<int> who);
    NounPhrase some_members(std::size_t at);
    NounPhrase the_others(std::size_t at);
    NounPhrase many_more(std::size_t at);
    NounPhrase the_whole_thing(std::size_t at);
    NounPhrase one_described(std::size_t at);
    NounPhrase some_of(std::size_t at);
    NounPhrase the_one_there(std::size_t at);
    NounPhrase the_whole_group(std::size_t at);

    // reader_states.cpp
    bool read_fire();
    void note_seasons();

    // reader_members.cpp
    std::vector<int> last_group() const;
    std::vector<int> last_group(bool in_this_shot) const;
    std::size_t number_of_ordinal(std::size_t at, std::size_t count) const;
    bool looks_like(const CastMember& known, const Modifiers& wanted) const;
    int member_described(const Modifiers& modifiers);
    int member_called(std::size_t begin, std::size_t end) const;
    bool from_one(std::size_t at) const;
    NounPhrase twin_of(int one, NounPhrase phrase, std::size_t end);
    int meant_by_another(std::size_t at, const NounPhrase& phrase) const;
    NounPhrase one_of_several(
        std::size_t at, NounPhrase phrase, const Modifiers& modifiers, bool determined
    );
    int cradle_of(const CastMember& ball, const Modifiers& modifiers);
    NounPhrase first_of_two(std::size_t at, NounPhrase phrase, const Modifiers& modifiers);
    NounPhrase so_many(std::size_t at, const Modifiers& modifiers);

    // reader_verb_group.cpp, reader_verbs.cpp, reader_deeds.cpp, reader_deed_nouns.cpp,
    // reader_results.cpp,
    // reader_looks.cpp, reader_sources.cpp
    const Hit* action_noun_at(std::size_t at) const;
    VerbGroup verb_group(std::size_t at);
    const Hit* way_into_place(const Hit& blow, std::size_t at);
    std::optional<NearestVerb> guess_verb(std::string_view lemma) const;
    bool verb_may_stand(std::size_t at) const;
    bool read_verb();
    bool beside_other() const;
    void do_verb(const VerbGroup& group, std::size_t begin);
    int catch_row() const;
    /// The subject tries to catch `ball` and fails.
    void fumble(int ball, const std::string& words);
    bool read_again();
    bool quote_near(std::size_t at) const;
    Verb as_played(Verb verb, const std::string& words) const;
    Verb as_person_does(Verb verb, const std::string& words, int who) const;
    void wait_for_subject(const VerbGroup& group, std::size_t begin);
    void do_passive(const VerbGroup& group, std::size_t begin, Verb verb, const std::string& words);
    int some_player();
    bool played_by_nobody(const VerbGroup& group, Verb verb);
    bool keeps_it_up(Verb verb);
    bool weather_ahead() const;
    void do_outcome(const VerbGroup& group, std::size_t begin);
    void do_nearly(const VerbGroup& group, std::size_t begin);
    bool read_result();
    void read_saver();
    void follow_to_the_end(std::string_view words);
    std::size_t end_of_unseen_effect(const VerbGroup& group);
    bool rides_over() const;
    void aim_at_what_it_hits();
    bool rides_into_it(const VerbGroup& group, std::size_t begin);
    Verb ride_of(int member) const;
    const SportRow* sport() const;
    int game_ball(std::string_view because);
    void make_actions(int row, Verb verb, std::span<const int> subjects, const std::string& words);
    void read_copula(const VerbGroup& group);
    void read_have();
    bool is_handled(const NounPhrase& phrase) const;
    int thing_of_garment(
        const GarmentRow& row, const NounPhrase& phrase, const Modifiers& modifiers
    );
    bool read_accent(std::size_t at);
    bool plural_garment_ahead(std::size_t at) const;
    bool read_wearing(std::size_t at, std::span<const int> wearers);
    bool ends_last(const ActionNounRow& row, const std::string& words);
    void read_light(const VerbGroup& group, std::size_t begin);
    bool moves_the_camera(std::size_t at, bool looking) const;
    bool dressed_at(std::size_t at) const;
    bool read_camera_sentence();
    bool read_source_sentence(const NounPhrase& phrase, std::string source = {});
    int step_for(std::span<const int> subjects, Verb verb);

    // reader_causes.cpp
    bool read_causative();
    void look_for_subject_ahead();

    // reader_fights.cpp
    bool read_throwing_fight();

    // reader_likewise.cpp
    std::size_t end_of_likewise(std::size_t at) const;
    bool read_likewise();
    void go_in_as_well();

    // reader_tries.cpp
    int last_try() const;
    bool ends_another_try(Outcome outcome) const;
    void try_again(int before);
    bool read_try();

    // reader_attach.cpp
    bool object_follows(const NounPhrase& phrase) const;
    void attach_object(const NounPhrase& phrase);
    void arm(const std::vector<std::size_t>& actions, const NounPhrase& phrase);
    bool plays_the_ball(const DraftAction& action, int object) const;
    void spread_over_objects(std::size_t index, const NounPhrase& phrase);
    void attach_preposition(
        const PrepositionRow& row, std::string_view word, const NounPhrase& phrase
    );
    void relate(int owner, RelationKind kind, int target);
    Outcome in_this_game(Outcome outcome, std::string_view words) const;
    void set_outcome(Outcome outcome, std::span<const int> subjects, std::string_view words = {});
    void adopt_ball();
    void end_flight(std::string_view word, int what);
    void read_posture_noun(std::string_view word, const NounPhrase& phrase);
    void dress(int member, const GarmentRow& row, const Modifiers& modifiers);
    NounPhrase hat_off_the_head(NounPhrase phrase, bool taken = false);
    bool is_consequence(std::span<const int> subjects, Verb verb) const;
    bool read_preposition();
    bool read_setting_behind(std::size_t begin, std::size_t after, std::string_view word);
    void place_by_part(const PrepositionRow& row, const NounPhrase& phrase);
    bool read_in_hand(std::size_t begin, std::size_t after);
    bool read_gift(std::size_t begin, std::size_t after);
    /// reader_skyward.cpp
    bool read_skyward(std::size_t begin, std::size_t after, std::string_view word);
    bool read_formation(std::size_t begin, std::size_t after);
    bool seat_rider(int who);
    bool names_rider(std::size_t at) const;
    void give_mounts(std::span<const int> riders, int thing);
    void hold_on_lead(int person, int animal);

    // reader_places.cpp
    void accompany(const Placing& placing);
    void place_nouns(const Placing& placing);
    void attach_to_deed(const Placing& placing, std::size_t n, int where);
    bool comes_after(int thing) const;
    void leave(DraftAction& action, int mover, std::string_view word, int where);
    void mount(DraftAction& action, const NounPhrase& phrase, int where, std::size_t n);
    std::vector<int> placed_together(RelationKind relation, int where) const;
    bool flies_holding(const DraftAction& action, std::string_view word, int what);
    bool moves_upon(const DraftAction& action, std::string_view word, int what) const;
    void relate_each_other(const PrepositionRow& row);
    bool is_brink(const NounPhrase& phrase) const;
    int top_of_stack(const std::vector<int>& members) const;
    bool stands(int member) const;
    bool read_other_side(Direction way);
    void bear(const NounPhrase& phrase);
    bool read_between(const NounPhrase& first);
    bool read_inversion(const PrepositionRow& row, const NounPhrase& place);
    bool read_adverb();
    bool read_made_of();
    void name_member(int member, std::string_view name);

    // reader_same.cpp
    bool read_apposition();
    bool is_apposition(int first, const NounPhrase& second) const;
    bool drop_enumerated(const NounPhrase& phrase);
    std::size_t name_behind(const NounPhrase& phrase) const;
    int claim_speaker(std::size_t at);
    int claim_of_group(const Token& token, Gender gender);
    int best_claim(Gender gender, bool plain) const;

    // reader_speech.cpp
    void read_quote();
    bool read_unquoted_speech(const VerbGroup& group);
    void speak(int speaker, std::string text, Delivery delivery);
    int named_speaker(std::size_t first);

    // reader_subjects.cpp
    bool read_noun();
    bool read_weather_noun();
    void read_cast_noun(const NounPhrase& phrase, bool own_verb, bool joined);
    bool read_place_noun(const NounPhrase& phrase);
    void read_deed_noun(const NounPhrase& phrase);
    void take_as_subject(const NounPhrase& phrase, bool own_verb, bool joined);
    void end_waiting();
    void take_for_owner(NounPhrase& phrase);
    void give_up_garment(const NounPhrase& phrase);
    void wear(const NounPhrase& phrase, std::span<const int> wearers);
    bool stands_apart(const NounPhrase& phrase) const;
    bool leaves_out_the_verb(const NounPhrase& phrase);
    bool clause_follows(std::size_t at, bool plural) const;
    int sent_by_deed(const NounPhrase& phrase) const;
    void attach_another(const NounPhrase& phrase);

    // reader_spared.cpp
    bool felled_together() const;
    std::pair<int, std::size_t> some_left(std::size_t at) const;
    bool read_spared();

    // reader.cpp
    void read_one();
    bool read_order();
    bool read_in_turn();
    bool read_absent();
    void stagger(float gap_s);
    static constexpr float kThingGap_s = 0.8F;   ///< between things that go in turn
    static constexpr float kLivingGap_s = 1.6F;  ///< between people
    void end_clause();
    void end_sentence();
    std::string names(std::span<const int> members) const;
    void see(std::span<const int> members);

    Story& story_;
    DraftShot& shot_;
    int shot_number_;
    std::size_t at_ = 0;
    int nested_nouns_ = 0;  ///< noun phrases within each other that are being read
    Topic topic_ = Topic::kScene;
    std::size_t setting_end_ = 0;  ///< where the last words about camera, style or weather ended

    // The clause being read.
    std::vector<int> subject_;
    std::vector<int> previous_subject_;                   ///< of the clause before
    std::vector<int> sentence_before_;                    ///< what the sentence before was about
    std::vector<int> sentence_subject_;                   ///< the first subject of the sentence
    std::vector<int> relative_head_;                      ///< "the girl who held it ..."
    std::vector<int> last_noun_;                          ///< the noun phrase just read
    std::vector<int> noun_list_;                          ///< nouns joined by "and" before a verb
    std::optional<std::pair<RelationKind, int>> bearer_;  ///< of the list behind a colon
    int furnished_ = -1;               ///< what bears things said to be "with" it
    std::vector<int> comma_list_;      ///< nouns before them, joined by commas
    std::vector<std::size_t> recent_;  ///< actions of the last verb, indices into shot_.actions
    int recent_row_ = -1;
    bool verb_seen_ = false;    ///< in this clause
    bool finite_seen_ = false;  ///< for the sentence's subject
    bool object_seen_ = false;
    bool after_comma_ = false;
    bool after_and_ = false;
    bool after_to_ = false;
    bool plural_subject_ = false;
    bool place_subject_ = false;  ///< the clause is about the place: "waves crash"
    bool passive_ = false;
    bool consequence_ = false;  ///< the verb only tells what follows by itself
    bool noun_just_read_ = false;
    bool prep_noun_just_read_ = false;
    bool absolute_ = false;         ///< ... and it came with "with"
    bool clause_before_ = false;    ///< an order word stands between two clauses
    std::string last_source_;       ///< what was heard in the clause before
    std::vector<int> last_plural_;  ///< the last nouns joined or counted
    std::vector<int> told_apart_;   ///< of a group, those who were singled out: "the steel one"
    std::optional<OrderWord> order_;
    std::optional<float> start_s_;
    int sentence_first_step_ = -1;
    int dangling_row_ = -1;        ///< a participle that waits for its subject
    bool dangling_later_ = false;  ///< "before jumping": it comes after the sentence's verb
    std::size_t dangling_begin_ = 0;
    float dangling_manner_ = 1.0F;
    std::vector<std::pair<std::size_t, int>> dangling_nouns_;
    int last_speaker_ = -1;
    std::optional<Delivery> delivery_;
    std::vector<int> delivery_by_;
    float pending_manner_ = 1.0F;
    std::pair<std::size_t, std::size_t> doer_read_{};  ///< "by ..." of a passive, read ahead
    std::optional<NounPhrase> named_ahead_;            ///< a subject that was looked for ahead
    bool turns_next_ = false;                          ///< "take turns": the next verb goes round
    bool subordinate_ = false;  ///< "As the bus leaves, ...": the main clause is still to come
    bool never_ = false;        ///< "without looking back": said only as it does not happen
    bool without_ = false;      ///< the next verb is said not to happen: "without falling"
};

}  // namespace hibari::world
