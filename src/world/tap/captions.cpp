#include "world/tap/captions.h"

#include "base/check.h"
#include "base/text.h"
#include "world/tap/deed_phrases.h"
#include "world/truth/noun_phrase.h"

#include <algorithm>
#include <cctype>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace hibari::world::tap {
namespace {

using Words = std::span<const std::string_view>;

/// What is left open in what is said: drawn for training; otherwise nothing is, and the first way
/// to say a thing, and what is likely, are taken.
class Choice {
  public:
    Choice() = default;

    Choice(Rng rng) : rng_(rng) {}

    bool is_drawn() const { return rng_.has_value(); }

    bool chance(double likely) { return rng_ ? rng_->chance(likely) : likely >= 0.5; }

    std::size_t index(std::size_t count) { return rng_ ? rng_->index(count) : 0; }

    Choice split(std::string_view name) const {
        return rng_ ? Choice(rng_->split(name)) : Choice();
    }

  private:
    std::optional<Rng> rng_ = std::nullopt;
};

std::string_view pick(Words words, Choice& choice) {
    return words[choice.index(words.size())];
}

/// A key and the ways to say it.
struct Synonyms {
    std::string_view key;
    Words words;
};

using List = const std::string_view[];

constexpr List kBall{"ball", "ball", "sphere"};
constexpr List kCube{"cube", "cube", "box", "block"};
constexpr List kCone{"cone", "cone", "traffic cone"};
constexpr List kGray{"gray", "grey"};
constexpr List kPurple{"purple", "violet"};
constexpr List kCyan{"cyan", "turquoise"};
constexpr List kSmall{"small", "little", "tiny"};
constexpr List kLarge{"large", "big", "huge"};
constexpr List kWooden{"wooden", "wood"};
constexpr List kMetal{"metal", "steel", "metallic"};
constexpr List kSlow{"slowly", "gently"};
constexpr List kFast{"quickly", "fast"};
constexpr List kLeft{"to the left", "left", "from right to left", "leftwards"};
constexpr List kRight{"to the right", "right", "from left to right", "rightwards"};
constexpr List kTowards{"towards the camera", "towards us", "forward"};
constexpr List kAway{"away from the camera", "into the distance", "away"};

constexpr List kPhotoreal{"realistic", "photorealistic", "photo style", "realistic look"};
constexpr List kClay{"claymation", "clay animation", "clay style", "stop-motion clay"};
constexpr List kCel{"anime", "cel-shaded", "cartoon style", "anime style"};
constexpr List kLowPoly{"low poly", "low-poly style", "low poly 3d"};
constexpr List kComic{"comic", "comic book style", "ink drawing"};
constexpr List kPixel{"pixel art", "8-bit style", "pixel style"};
constexpr List kWatercolour{"watercolour", "watercolor painting"};
constexpr List kCinematic{"cinematic", "movie look"};
constexpr List kNoir{"noir", "black and white film"};

constexpr List kStudio{"in a studio", "on a plain background", "in an empty studio"};
constexpr List kStaticCamera{"static camera", "fixed camera", "the camera does not move"};

constexpr List kPark{"in a park", "in the park"};
constexpr List kBeach{"on a beach", "at the beach"};
constexpr List kGym{"in a gym", "in a sports hall"};
constexpr List kStreet{"on a street", "in a street"};
constexpr List kLivingRoom{"in a living room"};
constexpr List kKitchen{"in a kitchen"};
constexpr List kForest{"in a forest", "in the woods"};
constexpr List kMeadow{"on a meadow", "on grass"};
constexpr List kStage{"on a stage"};
constexpr List kDesert{"in a desert", "on sand"};
constexpr List kStadium{"in a stadium"};
constexpr List kMoon{"on the moon"};
constexpr List kClassroom{"in a classroom"};

constexpr List kPanLeft{"the camera pans left", "pan to the left"};
constexpr List kPanRight{"the camera pans right", "pan to the right"};
constexpr List kOrbit{"the camera orbits", "orbiting camera", "the camera circles around"};
constexpr List kDollyIn{"the camera moves in", "dolly in"};
constexpr List kDollyOut{"the camera moves back", "dolly out"};
constexpr List kZoomIn{"the camera zooms in", "slow zoom in"};
constexpr List kZoomOut{"the camera zooms out", "zoom out"};
constexpr List kCraneUp{"the camera rises", "crane shot up"};
constexpr List kTrack{"the camera follows", "tracking shot"};
constexpr List kHandheld{"handheld camera", "shaky handheld camera"};

constexpr List kDawn{"at dawn", "early in the morning"};
constexpr List kGoldenHour{"at golden hour", "in warm evening light"};
constexpr List kDusk{"at dusk", "in the evening"};
constexpr List kNight{"at night", "by night"};

constexpr List kRain{"with the sound of rain", "rain is heard"};
constexpr List kWind{"with the sound of wind", "wind is heard"};
constexpr List kWaves{"with the sound of waves", "waves are heard"};
constexpr List kBirdsong{"with birdsong", "birds are singing"};
constexpr List kCrickets{"with crickets", "crickets are heard"};
constexpr List kTraffic{"with traffic noise", "traffic is heard"};
constexpr List kClockTick{"with a ticking clock", "a clock ticks"};
constexpr List kBell{"a bell rings", "with the sound of a bell"};
constexpr List kThunder{"with thunder", "thunder is heard"};
constexpr List kApplause{"with applause", "people applaud"};
constexpr List kWhistle{"a whistle blows", "with a whistle"};
constexpr List kSiren{"with a siren", "a siren is heard"};

constexpr List kCrate{"crate", "wooden crate"};
constexpr List kDog{"dog", "dog", "puppy"};
constexpr List kHoop{"basketball hoop", "hoop", "basket"};
constexpr List kGoal{"goal", "soccer goal", "football goal"};
constexpr List kSoccerBall{"soccer ball", "football"};

constexpr Synonyms kAll[]{
    {"park", kPark},
    {"beach", kBeach},
    {"gym", kGym},
    {"street", kStreet},
    {"living_room", kLivingRoom},
    {"kitchen", kKitchen},
    {"forest", kForest},
    {"meadow", kMeadow},
    {"stage", kStage},
    {"desert", kDesert},
    {"stadium", kStadium},
    {"moon", kMoon},
    {"classroom", kClassroom},
    {"pan_left", kPanLeft},
    {"pan_right", kPanRight},
    {"orbit", kOrbit},
    {"dolly_in", kDollyIn},
    {"dolly_out", kDollyOut},
    {"zoom_in", kZoomIn},
    {"zoom_out", kZoomOut},
    {"crane_up", kCraneUp},
    {"track", kTrack},
    {"handheld", kHandheld},
    {"dawn", kDawn},
    {"golden_hour", kGoldenHour},
    {"dusk", kDusk},
    {"night", kNight},
    {"rain", kRain},
    {"wind", kWind},
    {"waves", kWaves},
    {"birdsong", kBirdsong},
    {"crickets", kCrickets},
    {"traffic", kTraffic},
    {"clock_tick", kClockTick},
    {"bell", kBell},
    {"thunder", kThunder},
    {"applause", kApplause},
    {"whistle", kWhistle},
    {"siren", kSiren},
    {"crate", kCrate},
    {"dog", kDog},
    {"basketball_hoop", kHoop},
    {"soccer_goal", kGoal},
    {"soccer_ball", kSoccerBall},
    {"ball", kBall},
    {"cube", kCube},
    {"cone", kCone},
    {"gray", kGray},
    {"purple", kPurple},
    {"cyan", kCyan},
    {"small", kSmall},
    {"large", kLarge},
    {"wood", kWooden},
    {"metal", kMetal},
    {"slow", kSlow},
    {"fast", kFast},
    {"left", kLeft},
    {"right", kRight},
    {"towards", kTowards},
    {"away", kAway},
    {"photoreal", kPhotoreal},
    {"claymation", kClay},
    {"anime", kCel},
    {"low_poly", kLowPoly},
    {"comic", kComic},
    {"pixel_art", kPixel},
    {"watercolour", kWatercolour},
    {"cinematic", kCinematic},
    {"noir", kNoir},
    {"studio", kStudio},
    {"static", kStaticCamera},
};

std::string spaced(std::string_view key) {
    std::string text(key);
    std::ranges::replace(text, '_', ' ');
    return text;
}

/// One of the ways to say a key; the key itself when it has no synonyms.
std::string say(std::string_view key, Choice& choice) {
    const auto* const found = std::ranges::find(kAll, key, &Synonyms::key);
    return found != std::end(kAll) ? std::string(pick(found->words, choice)) : spaced(key);
}

constexpr List kNumbers{"no", "one", "two", "three", "four", "five", "six", "seven", "eight"};

std::string number(std::size_t count, bool digits) {
    return digits || count >= std::size(kNumbers) ? std::to_string(count)
                                                  : std::string(kNumbers[count]);
}

/// Words with single spaces between them and none before a comma or full stop.
std::string tidy(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const bool closes = c == ',' || c == '.' || c == ';';
        if ((c == ' ' || closes) && !out.empty() && out.back() == ' ') {
            out.pop_back();
        }
        if (c != ' ' || !out.empty()) {
            out += c;
        }
    }
    while (!out.empty() && out.back() == ' ') {
        out.pop_back();
    }
    return out;
}

void capitalise(std::string& text) {
    if (!text.empty()) {
        text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
    }
}

/// Where something stays is said as if that were what it does.
const DeedPhrases* phrases_of(const ToldThing& thing) {
    const DeedPhrases* phrases =
        find_deed_phrases(thing.relation.empty() ? thing.deed : thing.relation);
    HIBARI_CHECK(phrases != nullptr, thing.deed, thing.relation);
    return phrases;
}

/// How much is said.
struct Detail {
    bool size = true;
    bool colour = true;
    bool material = true;
    bool pace = true;
    bool direction = true;
    bool digits = false;
};

/// Says the clauses of one caption; knows what was mentioned already.
class Speaker {
  public:
    Speaker(const Told& told, Detail detail, Choice choice)
        : told_(told), detail_(detail), choice_(choice), mentioned_(told.things.size(), false) {}

    /// "a small red ball", and "the red ball" ever after.
    std::string name(std::size_t index) {
        const ToldThing& thing = told_.things.at(index);
        const bool again = mentioned_[index];
        mentioned_[index] = true;
        const std::size_t count = thing.ids.size();
        // People are told by what they wear.
        const bool is_person = thing.kind == "person";
        std::string text = again || !detail_.size ? "" : say_if(thing.size);
        append(text, detail_.colour && !is_person ? say_if(thing.colour) : "");
        std::string made_of;
        if (detail_.material && !again && !thing.material.empty()) {
            if (choice_.chance(0.25)) {
                made_of = " made of " + thing.material;
            } else {
                append(text, say(thing.material, choice_));
            }
        }
        append(text, noun(thing));
        text += made_of;
        if (is_person && detail_.colour && !again && !thing.colour.empty()) {
            text += " in " + say(thing.colour, choice_);
        }
        if (again) {
            return "the " + text;
        }
        return count > 1 ? number(count, detail_.digits) + " " + text : with_article(text);
    }

    /// The clause of the thing at `index`; empty when another clause tells of it.
    std::string clause(std::size_t index) {
        const ToldThing& thing = told_.things.at(index);
        if (thing.deed == "stay" && thing.relation.empty() && is_target(index)) {
            return "";
        }
        const DeedPhrases* phrases = phrases_of(thing);
        const bool passive = told_.passive && thing.target >= 0 && thing.relation.empty();
        const bool failed = thing.outcome == "failure" && !phrases->failed.empty();
        Phrases list = failed ? phrases->failed : phrases->active;
        if (passive && !phrases->passive.empty()) {
            list = failed ? phrases->failed_passive : phrases->passive;
        }
        std::string text = fill(std::string(phrase(list, thing)), thing, index);
        if (thing.bounces > 0 && thing.bounces < static_cast<int>(std::size(kNumbers)) &&
            thing.ids.size() == 1 && text.find("bounce") == std::string::npos &&
            choice_.chance(0.5)) {
            text += thing.bounces == 1
                        ? " and bounces once"
                        : " and bounces " +
                              number(static_cast<std::size_t>(thing.bounces), detail_.digits) +
                              " times";
        }
        return tidy(text);
    }

    std::string noun(const ToldThing& thing) {
        const std::string one = say(thing.kind, choice_);
        return thing.ids.size() > 1 ? plural_of(one) : one;
    }

    Choice& choice() { return choice_; }

  private:
    static void append(std::string& text, const std::string& word) {
        text += text.empty() || word.empty() ? word : " " + word;
    }

    /// One of them; when nothing is drawn the first that says most of what is told.
    std::string_view phrase(Phrases list, const ToldThing& thing) {
        if (choice_.is_drawn()) {
            return pick(list, choice_);
        }
        const auto said = [&](std::string_view one) {
            return (!thing.direction.empty() && says(one, 'd') ? 1 : 0) +
                   (!thing.pace.empty() && says(one, 'p') ? 1 : 0);
        };
        return *std::ranges::max_element(list, {}, said);
    }

    std::string say_if(std::string_view key) { return key.empty() ? "" : say(key, choice_); }

    bool is_target(std::size_t index) const {
        return std::ranges::any_of(told_.things, [index](const ToldThing& other) {
            return other.target == static_cast<int>(index) ||
                   other.object == static_cast<int>(index);
        });
    }

    /// Puts names, direction and pace into a phrase, in the order of the phrase.
    std::string fill(const std::string& phrase, const ToldThing& thing, std::size_t index) {
        std::string out;
        bool several = false;
        for (std::size_t i = 0; i < phrase.size(); ++i) {
            const char c = phrase[i];
            if (c == '$' && i + 1 < phrase.size()) {
                out += filled(phrase[++i], thing, index, several);
            } else if (c == '[') {
                const std::size_t middle = phrase.find('|', i);
                const std::size_t end = phrase.find(']', i);
                HIBARI_CHECK(middle < end && end != std::string::npos, phrase);
                out += several ? phrase.substr(middle + 1, end - middle - 1)
                               : phrase.substr(i + 1, middle - i - 1);
                i = end;
            } else {
                out += c;
            }
        }
        return out;
    }

    std::string filled(char what, const ToldThing& thing, std::size_t index, bool& several) {
        switch (what) {
            case 's':
                several = thing.ids.size() > 1;
                return name(index);
            case 'o': {
                const auto target = static_cast<std::size_t>(thing.target);
                several = several || told_.things.at(target).ids.size() > 1;
                return name(target);
            }
            case 'b':
                return name(static_cast<std::size_t>(thing.object));
            case 'd':
                return detail_.direction ? say_if(thing.direction) : "";
            case 'p':
                return detail_.pace ? say_if(thing.pace) : "";
            default:
                HIBARI_CHECK(false, what);
        }
        return "";
    }

    const Told& told_;
    Detail detail_;
    Choice choice_;
    std::vector<bool> mentioned_;
};

constexpr List kJoints{", and ", ", ", "; ", " while ", ". ", " and "};

/// Place, camera, light and sound, as far as they are told.
std::vector<std::string> surroundings(const Told& told, Choice& choice, double chance) {
    std::vector<std::string> parts;
    const auto add = [&](std::string_view key, double likely) {
        if (!key.empty() && choice.chance(likely)) {
            parts.push_back(say(key, choice));
        }
    };
    add(told.place, chance);
    add(told.camera, told.camera == "static" ? 0.5 * chance : chance);
    if (told.time != "day") {
        add(told.time, chance);
    }
    add(told.sound, chance);
    return parts;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string text;
    for (const std::string& part : parts) {
        text += (text.empty() || part.empty() ? "" : std::string(between)) + part;
    }
    return text;
}

std::string long_caption(
    const Told& told, Choice choice, Detail detail = {}, double around_likely = 0.85
) {
    Speaker speaker(told, detail, choice.split("things"));
    std::string text;
    for (std::size_t i = 0; i < told.things.size(); ++i) {
        std::string clause = speaker.clause(i);
        if (clause.empty()) {
            continue;
        }
        std::string_view joint = text.empty() ? "" : pick(kJoints, choice);
        if (joint == ". ") {
            capitalise(clause);
        }
        text += std::string(joint) + clause;
    }
    std::vector<std::string> around = surroundings(told, choice, around_likely);
    const std::string look = say(told.style, choice);
    if (text.empty()) {
        text = "nothing happens";
    }
    // What is too long for the text encoder loses its end, which should not be the look.
    if (choice.chance(0.3) || !choice.is_drawn()) {
        text = look + ": " + text;
    } else {
        around.insert(
            around.begin() + static_cast<std::ptrdiff_t>(choice.index(around.size() + 1)), look
        );
    }
    if (!around.empty()) {
        const bool sentence = choice.chance(0.5);
        std::string tail = joined(around, ", ");
        if (sentence) {
            capitalise(tail);
        }
        text += (sentence ? ". " : ", ") + tail;
    }
    capitalise(text);
    return tidy(text) + ".";
}

std::string short_caption(const Told& told, Choice choice) {
    const Detail detail{
        .size = choice.chance(0.3),
        .colour = choice.chance(0.95),
        .material = choice.chance(0.3),
        .pace = choice.chance(0.4),
        .direction = choice.chance(0.4),
        .digits = choice.chance(0.2),
    };
    Speaker speaker(told, detail, choice.split("things"));
    std::string text;
    const std::size_t clauses_max = choice.chance(0.4) ? 2 : 1;
    std::size_t clauses = 0;
    for (std::size_t i = 0; i < told.things.size() && clauses < clauses_max; ++i) {
        const std::string clause = speaker.clause(i);
        if (!clause.empty()) {
            text += (text.empty() ? "" : " and ") + clause;
            ++clauses;
        }
    }
    if (text.empty()) {
        text = spaced(told.place);
    }
    if (choice.chance(0.5)) {
        const std::string look = say(told.style, choice);
        text = choice.chance(0.5) ? look + ", " + text : text + ", " + look;
    }
    return tidy(text);
}

std::string list_caption(const Told& told, Choice choice) {
    Speaker speaker(told, {}, choice.split("things"));
    std::vector<std::string> parts;
    for (const ToldThing& thing : told.things) {
        std::string name =
            thing.ids.size() > 1 ? number(thing.ids.size(), choice.chance(0.5)) + " " : "";
        const auto add = [&](std::string_view key, double likely) {
            if (!key.empty() && choice.chance(likely)) {
                name += say(key, choice) + " ";
            }
        };
        add(thing.size, 0.8);
        add(thing.colour, 1.0);
        add(thing.material, 0.8);
        parts.push_back(name + speaker.noun(thing));
        const DeedPhrases* phrases = phrases_of(thing);
        const bool failed = thing.outcome == "failure" && !phrases->failed.empty();
        if (thing.deed != "stay" || choice.chance(0.5)) {
            parts.emplace_back(failed ? "missed" : phrases->tag);
        }
        if (!thing.direction.empty() && choice.chance(0.6)) {
            parts.push_back(say(thing.direction, choice));
        }
        if (!thing.pace.empty() && choice.chance(0.6)) {
            parts.push_back(say(thing.pace, choice));
        }
    }
    parts.push_back(say(told.style, choice));
    std::ranges::copy(surroundings(told, choice, 0.7), std::back_inserter(parts));
    return tidy(joined(parts, ", "));
}

/// One slip of the fingers in a word.
std::string mistyped(std::string word, Rng& rng) {
    if (word.size() < 3) {
        return word;
    }
    const std::size_t at = 1 + rng.index(word.size() - 2);
    switch (rng.index(3)) {
        case 0:
            std::swap(word[at], word[at + 1]);
            break;
        case 1:
            word.erase(at, 1);
            break;
        default:
            word.insert(at, 1, word[at]);
            break;
    }
    return word;
}

std::string noisy_caption(const Told& told, Rng rng) {
    constexpr double kTypo = 0.08;    ///< per word
    constexpr double kDropped = 0.5;  ///< of articles, where they are dropped at all
    constexpr double kUnpunctuated = 0.5;
    const Detail detail{
        .size = rng.chance(0.7),
        .material = rng.chance(0.6),
        .pace = rng.chance(0.5),
        .direction = rng.chance(0.7),
        .digits = rng.chance(0.6),
    };
    std::string text;
    switch (rng.index(3)) {
        case 0:
            text = short_caption(told, rng.split("short"));
            break;
        case 1:
            text = list_caption(told, rng.split("list"));
            break;
        default:
            text = long_caption(told, rng.split("long"), detail);
            break;
    }
    const bool drops_articles = rng.chance(0.5);
    const bool bare = rng.chance(kUnpunctuated);
    std::string out;
    const std::string low = to_lower(text);
    for (const std::string_view piece : split(low, ' ')) {
        std::string word(piece);
        const bool article = word == "a" || word == "an" || word == "the";
        if (article && drops_articles && rng.chance(kDropped)) {
            continue;
        }
        if (bare) {
            std::erase_if(word, [](char c) { return c == ',' || c == '.' || c == ';'; });
        }
        if (rng.chance(kTypo)) {
            word = mistyped(std::move(word), rng);
        }
        out += (out.empty() ? "" : " ") + word;
    }
    return tidy(out);
}

}  // namespace

std::array<std::string, 4> captions_of(const Told& told, Rng rng) {
    return {
        long_caption(told, rng.split("long")),
        short_caption(told, rng.split("short")),
        list_caption(told, rng.split("list")),
        noisy_caption(told, rng.split("noisy")),
    };
}

std::string whole_caption(const Told& told) {
    return long_caption(told, Choice(), {}, 1.0);
}

bool has_words_for(std::string_view deed) {
    return find_deed_phrases(deed) != nullptr;
}

}  // namespace hibari::world::tap
