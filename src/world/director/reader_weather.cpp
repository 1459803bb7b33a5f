// Weather and light that come by themselves: "it starts to snow", "it is getting dark", "the wind
// picks up", "lightning strikes a tree". Nobody in the picture does them.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"

#include <algorithm>

namespace hibari::world {
namespace {

// Between "it" and the weather.
constexpr std::string_view kComing =
    "'s|s|is|was|has|had|been|be|will|to|begins|begin|began|starts|start|started|continues|keeps|"
    "starting|beginning|gets|getting|grows|growing|becomes|becoming|turns|turning|goes|suddenly|"
    "slowly|gently|softly|heavily|lightly|hard|still|now|already|just|all|very|really|so|quite|"
    "pretty|almost|nearly|always|again|quickly|gradually|a|late|early";

constexpr std::string_view kBlows =
    "scatters|scatter|scattered|whirls|flings|blow|blows|blowing|blew|carries|sweeps|knocks|rips|"
    "snatches|topples|tears|takes|lifts|washes|"
    "swallows|drags|buries|flattens|hits";

struct Coming {
    std::string_view words;
    std::optional<Sky> sky = {};
    std::optional<TimeOfDay> time = {};
    float wind = 0.0F;
};

// What the tables of sky and time do not say of other words: "dark" is a colour elsewhere.
constexpr Coming kComings[] = {
    {"pour|pours|pouring|hail|hails|hailing|sleet|sleets|sleeting|bucket|buckets|bucketing",
     Sky::kRain},
    {"storm|storms|storming|thunder|thunders|thundering|lightning", Sky::kStorm, {}, 0.7F},
    {"flurry|flurrying|blizzard", Sky::kSnow},
    {"dark|darker|pitch", {}, TimeOfDay::kNight},
    {"dusky|dim|dimmer", {}, TimeOfDay::kDusk},
    {"light|lighter|bright|brighter", {}, TimeOfDay::kDawn},
    {"blow|blows|blowing|windy|gusty|blustery", {}, {}, 0.7F},
};

}  // namespace

// Where a sentence without a doer ("it starts to snow") names its weather or light, or 0.
std::size_t ShotReader::impersonal_at(std::size_t at) const {
    if (!is(at, "it")) {
        return 0;
    }
    std::size_t word = at + 1;
    while (is_any(word, kComing)) {
        ++word;
    }
    if (word == at + 1 && !is_any(
                              word,
                              "rains|snows|pours|hails|thunders|drizzles|sleets|rained|"
                              "snowed|poured"
                          )) {
        return 0;
    }
    const bool listed_here = std::ranges::any_of(kComings, [&](const Coming& coming) {
        return is_any(word, coming.words);
    });
    std::size_t length = listed_here ? 1 : 0;
    for (const WordKind kind : {WordKind::kSky, WordKind::kTime, WordKind::kWind}) {
        const Hit* found = hit(word, kind);
        length = found != nullptr ? std::max(length, found->length) : length;
    }
    // "it is a dark blue ball", "it starts to light a candle" go on with what it does or is.
    const std::size_t end = word + length;
    const bool ends = is_boundary(end) ||
                      is_any(
                          end,
                          "and|while|as|but|when|then|again|outside|on|over|in|at|around|all|with|"
                          "hard|harder|heavily|softly|gently|lightly|cats|through|during|outdoors"
                      );
    return length > 0 && ends ? word : 0;
}

// "water splashes everywhere", "powder spraying", "dust rises": what a deed stirs up comes by
// itself.
bool ShotReader::read_stirred_up() {
    constexpr std::string_view kStirred =
        "water|spray|foam|sand|dust|mud|powder|snow|sparks|debris|splinters|shards|droplets|steam";
    constexpr std::string_view kStirs =
        "splashes|splash|splashing|sprays|spray|spraying|flies|fly|flying|rises|rise|rising|"
        "scatters|scatter|scattering|billows|billowing|spurts|drips|dripping|swirls|swirling";
    // "sunlight streams through the window", "her shadow dances on the wall"
    constexpr std::string_view kUntouched =
        "sun|light|sunlight|moonlight|lamplight|firelight|candlelight|daylight|sunshine|glow|"
        "shadow|"
        "shadows|music|silence|darkness|smoke|mist|confetti|sparks|embers|petals|snowflakes|"
        "raindrops";
    const bool stirs = is_any(at_, kStirred) && is_any(at_ + 1, kStirs);
    const bool comes = is_any(at_, kUntouched) && hit(at_ + 1, WordKind::kVerb) != nullptr &&
                       head_at(at_ + 1) == std::nullopt;
    if (is_any(at_, "each|every") &&
        is_any(at_ + 1, "step|footstep|stroke|beat|note|breath|blow|wave") && begins_clause(at_)) {
        const std::size_t begin = at_;  // "each step makes a sound"
        at_ += 2;
        const Hit* deed = hit(at_, WordKind::kVerb);
        const NounPhrase done_to = deed != nullptr ? peek_noun(at_ + deed->length) : NounPhrase{};
        if (done_to.kind != NounKind::kCast && skip_unseen_deed()) {
            use(begin, at_);
            return true;
        }
        at_ = begin;
    }
    const bool a_sun = is(at_, "sun") && at_ > 0 && !is(at_ - 1, "the");  // a painted one
    if ((!stirs && !comes) || a_sun || !begins_clause(at_)) {
        return false;
    }
    const std::size_t begin = at_;
    ++at_;
    skip_unseen_deed();
    use(begin, at_);
    story_.notes.understood(shown(begin, at_), "follows from what happens");
    return true;
}

bool ShotReader::read_impersonal() {
    if (read_stirred_up()) {
        return true;
    }
    const std::size_t word = impersonal_at(at_);
    if (word == 0) {
        return false;
    }
    std::size_t end = word + 1;
    for (const WordKind kind : {WordKind::kSky, WordKind::kTime, WordKind::kWind}) {
        const Hit* found = hit(word, kind);
        if (found == nullptr) {
            continue;
        }
        const auto row = static_cast<std::size_t>(found->row);
        end = std::max(end, word + found->length);
        if (kind == WordKind::kSky) {
            shot_.sky = sky_rows()[row].value;
        } else if (kind == WordKind::kTime) {
            shot_.time = time_rows()[row].value;
        } else {
            shot_.wind = wind_rows()[row].factor;
        }
    }
    for (const Coming& coming : kComings) {
        if (end == word + 1 && is_any(word, coming.words)) {
            shot_.sky = coming.sky ? coming.sky : shot_.sky;
            // "it is getting dark" is dusk, "it is dark" is night.
            const bool still = coming.time && word > at_ + 1 &&
                               is_any(word - 1, "getting|gets|growing|grows|turning|becoming");
            shot_.time =
                coming.time
                    ? (still && *coming.time == TimeOfDay::kNight ? TimeOfDay::kDusk : coming.time)
                    : shot_.time;
            shot_.wind = coming.wind > 0.0F ? coming.wind : shot_.wind;
        }
    }
    while (
        is_any(end, "hard|harder|heavily|softly|gently|lightly|outside|again|cats|dogs|outdoors") ||
        (is(end, "and") && is(end + 1, "dogs"))
    ) {
        ++end;
    }
    use(at_, end);
    story_.notes.understood(shown(at_, end), "weather and light");
    at_ = end;
    order_.reset();
    after_and_ = false;
    noun_just_read_ = false;
    end_clause();
    return true;
}

// "The wind blows her hat away", "a gust blows the papers off the desk", "lightning strikes a
// tree": what the weather that was just read does to something; `at` stands behind the weather.
bool ShotReader::read_blown(std::size_t at) {
    at = at > 0 && is_any(at - 1, kBlows) ? at - 1 : at;  // "wind blows" is one phrase.
    if (!is_any(at, kBlows)) {
        return false;
    }
    std::size_t noun = at + 1;
    const bool before = is_any(noun, "over|down|away|off");
    const bool over = is_any(noun, "over|down") || is_any(at, "knocks|topples");
    noun += before ? 1 : 0;
    const NounPhrase peeked = noun < tokens_.size() ? peek_noun(noun) : NounPhrase{};
    const bool worn = peeked.kind == NounKind::kGarment;
    if (!(peeked.kind == NounKind::kCast || worn) ||
        is_any(noun, "in|on|through|across|at|from|around")) {
        return false;
    }
    const NounPhrase blown = hat_off_the_head(noun_phrase(noun, true), true);
    if (blown.kind != NounKind::kCast || blown.who.empty()) {
        return false;
    }
    see(blown.who);
    const bool alive = story_.is_alive(blown.who.front());
    const Verb ride = ride_of(blown.who.front());
    const bool falls = over || is_any(blown.end, "over|down");
    const std::string words = shown(at, blown.end);
    end_clause();
    make_actions(
        -1,
        ride != Verb::kStay                                        ? ride
        : alive                                                    ? Verb::kFall
        : falls                                                    ? Verb::kTopple
        : story_.category_of(blown.who.front()) == Category::kBall ? Verb::kRoll
        : story_.thing_of(blown.who.front()).traits.holdable       ? Verb::kFly
                                                                   : Verb::kSlide,
        blown.who,
        words
    );
    for (const std::size_t i : recent_) {
        shot_.actions[i].action.outcome =
            ride != Verb::kStay ? Outcome::kFailure : shot_.actions[i].action.outcome;
        shot_.actions[i].decided = ride != Verb::kStay;
    }
    use(at, blown.end);
    story_.notes.understood(words, "wind or water does it");
    at_ = blown.end;
    subject_ = blown.who;
    sentence_subject_ = subject_;
    last_noun_ = subject_;
    verb_seen_ = true;
    finite_seen_ = true;
    noun_just_read_ = true;
    object_seen_ = true;
    return true;
}

}  // namespace hibari::world
