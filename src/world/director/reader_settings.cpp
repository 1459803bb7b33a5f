// Time, weather, style, sounds and music.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace hibari::world {
namespace {

// Words that name a look only next to a word that says so; elsewhere they mean other things.
constexpr std::string_view kAmbiguousStyles =
    "film|movie|painting|news|clay|drama|cinema|painted|realistic|vintage|retro|pixel|broadcast|"
    "animated|cartoon|faded|"
    "documentary|thriller|vlog|selfie|toon|animation|pixels|cinematic "
    "lighting|comic|storybook|polaroid|christmas|noir|"
    "realism|monochrome|nostalgia|festive|minecraft|disney|cct|drama|manga|camcorder|newscast";
constexpr std::string_view kStyleHeads =
    "style|look|aesthetic|animation|footage|video|film|feel|art|clip|vibe|mode|shot|scene|render|"
    "rendering|movie|cinematography|lights|lighting|decorations|mood|atmosphere|"
    "illustration|cartoon|world|grade|effect|filter|short|clip|interview|tone|themed";
constexpr std::string_view kAmbiguousCamera =
    "wide|close|pan|zoom|medium|static|drone|tracking|orbit|crane|dolly|dutch|overhead|close "
    "up|pull back|push in|pull out|aerial|"
    "tilt up|tilt down|truck left|slide left|slide right|truck right|looking down|from above|from "
    "below|shaky|tripod|"
    "from the ground|top view|tracking left|tracking right|overhead view|directly above|head to "
    "toe|top down|full body|dolly in|zoom in|zoom out|"
    "canted|macro|gimbal|real time|medium shot a|orbiting|full figure|bird 's eye|tilting "
    "up|tilting down|panning|close shot|telephoto|wide view";

}  // namespace

// "an anime girl": a style though a noun follows.
bool ShotReader::is_sure_style(std::string_view word) {
    return !listed(kAmbiguousStyles, word);
}

bool ShotReader::accept_setting(const Hit& hit_here) const {
    const std::size_t end = at_ + hit_here.length;
    std::string phrase;
    for (std::size_t i = at_; i < end; ++i) {
        if (tokens_[i].text != "-") {
            phrase += (phrase.empty() ? "" : " ") + tokens_[i].text;
        }
    }
    const bool before_boundary = is_boundary(end) || is_any(end, "and|with|at|during|while|but|as");
    const bool alone =
        (at_ == 0 || is_boundary(at_ - 1) || hit(at_ - 1, WordKind::kGrammar) != nullptr ||
         tokens_[at_ - 1].use != TokenUse::kOpen) &&
        before_boundary;
    switch (hit_here.kind) {
        case WordKind::kStyle:
            if (!listed(kAmbiguousStyles, phrase)) {
                return true;
            }
            return topic_ == Topic::kStyle || is_any(skip_hyphen(end), kStyleHeads) ||
                   (at_ > 0 && is_any(at_ - 1, "style|as|like|look") && before_boundary) ||
                   likened(at_) || ((at_ == 0 || is_boundary(at_ - 1)) && is_boundary(end)) ||
                   (phrase == "selfie" || phrase == "vlog" || phrase == "noir" ||
                    phrase == "monochrome");
        case WordKind::kCamera: {
            if (topic_ == Topic::kCamera) {
                return true;
            }
            if (hit_here.plural && hit_here.length == 1 && hit(at_, WordKind::kVerb) != nullptr) {
                return false;  // "closes the door" is no close-up.
            }
            if (!listed(kAmbiguousCamera, phrase)) {
                return true;
            }
            const bool shot_word =
                is_any(skip_hyphen(end), "shot|view|angle|camera|lens|of|on|movement|move");
            // "Macro close-up", "static wide": one tells that the other is meant for the camera.
            const bool continued = at_ > 0 && hit(at_ - 1, WordKind::kCamera) != nullptr &&
                                   tokens_[at_ - 1].use != TokenUse::kOpen;
            const bool starts =
                at_ == 0 || is_boundary(at_ - 1) || at_ == setting_end_ ||
                is_any(at_ - 1, "a|an|slow|fast|in|as|the|cinematic|with|quick|and|slowly|smooth");
            if (continued || (starts && hit(end, WordKind::kCamera) != nullptr)) {
                return true;
            }
            return (shot_word && starts && !is_any(end, "on")) || (alone && starts) ||
                   (phrase == "close up" && starts) ||
                   (starts && is_any(end, "on|of") && phrase.find(' ') != std::string::npos);
        }
        case WordKind::kSky:
            if (phrase == "clear" || phrase == "sun" || phrase == "cloud" || phrase == "pours") {
                return is_any(end, "day|sky|night|weather|morning|and") || alone;
            }
            if (phrase == "rain" && is(end, "down") && noun_just_read_) {
                return false;  // "books rain down"
            }
            return phrase != "storm" || !verb_seen_ || alone;
        case WordKind::kTime:
            return true;
        default:
            return true;
    }
}

// "in the style of an old cartoon", "looks like a film": what the clip is likened to.
bool ShotReader::likened(std::size_t at) const {
    while (at > 0 && (is_any(at - 1, "a|an|the") || hit(at - 1, WordKind::kHarmless) != nullptr)) {
        --at;
    }
    return at > 1 && ((is(at - 1, "of") && is_any(at - 2, "style|look|manner|spirit|vein")) ||
                      (is(at - 1, "like") && is_any(at - 2, "look|looks|looking|feels|styled")));
}

// Whether the noun there is the first of its clause: "..., the rain pours" but not "in the rain".
bool ShotReader::begins_clause(std::size_t at) const {
    while (at > 0 && (is_any(at - 1, "a|an|the|some|suddenly") ||
                      hit(at - 1, WordKind::kHarmless) != nullptr ||
                      hit(at - 1, WordKind::kSize) != nullptr ||
                      hit(at - 1, WordKind::kPersonAdjective) != nullptr)) {
        --at;
    }
    return at == 0 || is_boundary(at - 1) || is_any(at - 1, "and|while|as|then|but|when|until");
}

void ShotReader::add_sound(std::string_view kind, float level) {
    const auto same =
        std::ranges::find_if(shot_.sounds, [&](const SoundCue& cue) { return cue.kind == kind; });
    if (same == shot_.sounds.end() && shot_.sounds.size() < ScriptLimits::kSoundsMax) {
        shot_.sounds.push_back({.kind = std::string(kind), .level = level});
    }
}

void ShotReader::set_place(std::string_view name, std::size_t begin, std::size_t end) {
    // An occasion has a usual place, any other can be named: "a wedding on the beach".
    const bool occasion = is_any(end - 1, "wedding|picnic|birthday|party|concert|festival");
    // "slips and tumbles onto the concrete": the game has its place, whatever the ground is of.
    const bool ground = is_any(end - 1, "concrete|asphalt|floor|ground|grass|sand|ice|snow|water");
    if (ground && sport() != nullptr && sport()->ball.empty() && !sport()->place.empty() &&
        is_any(begin, "on|onto|to|into|against")) {
        story_.notes.understood(shown(begin, end), "the ground there");
    } else if (!shot_.place && is_any(begin, "in|into|onto") &&
               is_any(end - 1, "sand|snow|grass|mud")) {
        // "lands in the sand. Sunny playground."
        shot_.place_hint = shot_.place_hint.empty() ? std::string(name) : shot_.place_hint;
        story_.notes.understood(shown(begin, end), "place " + std::string(name));
    } else if (occasion && !shot_.place) {
        shot_.place_hint = shot_.place_hint.empty() ? std::string(name) : shot_.place_hint;
        story_.notes.understood(shown(begin, end), "place " + std::string(name));
    } else if (!shot_.place) {
        shot_.place = std::string(name);
        story_.notes.understood(shown(begin, end), "place " + std::string(name));
    } else if (const std::string both = place_of_both(*shot_.place, name); !both.empty()) {
        shot_.place = both;
        story_.notes.understood(shown(begin, end), "place " + both);
    } else if (*shot_.place != name) {
        story_.notes.ignored(
            shown(begin, end), "a shot has one place, and this one is in the " + *shot_.place
        );
        use(begin, end, TokenUse::kReported);
    } else {
        story_.notes.understood(shown(begin, end), "place " + std::string(name));
    }
}

// "a road in the desert", "a lake and mountains": the place that is both, or "". A slope that ends
// in water has its own.
std::string ShotReader::place_of_both(std::string_view a, std::string_view b) const {
    if (a == "mountain" && (b == "sea" || b == "lake" || b == "river" || b == "beach")) {
        return story_.place_named("icy coast");
    }
    for (const auto& [first, second] : {std::pair{a, b}, std::pair{b, a}}) {
        const int both = story_.nouns->place(std::string(first) + "_" + std::string(second));
        if (both >= 0) {
            return std::string(story_.nouns->places[static_cast<std::size_t>(both)].name);
        }
    }
    return {};
}

bool ShotReader::setting_ahead(std::size_t at) const {
    constexpr std::size_t kReach = 6;
    if (!is_any(at, "in|inside|at|on|under|during|near|by|beside|along|through|across|outside")) {
        return false;
    }
    for (std::size_t i = at + 1; i < at + kReach && !is_boundary(i); ++i) {
        if (hit(i, WordKind::kTime) != nullptr || hit(i, WordKind::kSky) != nullptr) {
            return true;
        }
        const auto head = head_at(i);
        if (head && (head->kind == WordKind::kPlace || head->kind == WordKind::kPlaceHint)) {
            return true;
        }
        if (head && !continues_compound(i, *head)) {
            return false;
        }
    }
    return false;
}

bool ShotReader::read_music() {
    // [adjectives] music | soundtrack | ...
    std::size_t at = at_;
    const std::size_t noun = is_any(at, "a|an|the|his|her|its|their") ? at + 1 : at;
    const bool plays = !recent_.empty() && verb_seen_ && !object_seen_ &&
                       shot_.actions[recent_.front()].action.verb == Verb::kPlayInstrument;
    if (plays && !is_boundary(noun) && head_at(noun) && head_at(noun)->kind == WordKind::kThing) {
        return false;  // "a man plays the saxophone": what is played, not what is heard.
    }
    int mood = -1;
    int instrument = -1;
    float tempo = 0.0F;
    bool none = false;
    while (at < tokens_.size() && at < at_ + 9 && !ends_sentence(tokens_[at])) {
        if (is_any(
                at,
                "music|soundtrack|score|melody|tune|beat|beats|theme|underscore|riff|chords|"
                "instrumental"
            ) ||
            (is_any(at, "song|track|bed|ballad|piece") && (mood >= 0 || instrument >= 0))) {
            break;
        }
        if (is_any(at, "no|without")) {
            none = true;
            ++at;
            continue;
        }
        const Hit* found_mood = hit(at, WordKind::kMood);
        const Hit* found_instrument = hit(at, WordKind::kInstrument);
        const Hit* found_tempo = hit(at, WordKind::kTempo);
        std::size_t length = 0;
        if (found_mood != nullptr) {
            // A genre tells more than a temper: "an upbeat rock song" is rock.
            const auto value = [](int row) {
                return mood_rows()[static_cast<std::size_t>(row)].value;
            };
            constexpr std::string_view kGenres = "funky|lofi|jazz|rock|electronic|festive";
            const bool tells_more =
                mood < 0 || value(mood) == "calm" ||
                (found_instrument == nullptr && listed(kGenres, value(found_mood->row)) &&
                 !listed(kGenres, value(mood)));
            mood = tells_more ? found_mood->row : mood;
            length = found_mood->length;
        }
        if (found_tempo != nullptr) {
            tempo = tempo_rows()[static_cast<std::size_t>(found_tempo->row)].factor;
            length = std::max(length, found_tempo->length);
        }
        if (found_instrument != nullptr) {
            instrument = found_instrument->row;
            length = std::max(length, found_instrument->length);
        }
        if (length == 0) {
            if (is_any(at, "a|an|the|some|and|-|,|background|with|of|very|to|solo|style") ||
                hit(at, WordKind::kHarmless) != nullptr) {
                length = 1;
            } else {
                break;
            }
        }
        at += length;
    }
    const bool headed =
        is_any(
            at,
            "music|soundtrack|score|melody|tune|beat|beats|theme|underscore|riff|chords|"
            "instrumental"
        ) ||
        (is_any(at, "song|track|bed|ballad|piece") && (mood >= 0 || instrument >= 0));
    const bool somewhere = is_any(at, "on|in|from|over") && is_any(at + 1, "the|a|an") &&
                           is_any(at + 2, "radio|background|speakers|jukebox|stereo|gramophone");
    // "Slow aerial shot, strings.": an instrument alone, when all has been told.
    const bool alone = instrument >= 0 && mood < 0 && at == at_ + 1 && is_boundary(at) && at_ > 0 &&
                       is_boundary(at_ - 1) && !shot_.actions.empty() &&
                       sentence_subject_.empty() && !verb_seen_;
    const bool genre =
        alone ||
        (at > at_ && (is_boundary(at) || somewhere) &&
         (at_ == 0 || is_boundary(at_ - 1) || tokens_[at_ - 1].use != TokenUse::kOpen) &&
         ((instrument >= 0 && mood >= 0) ||
          is_any(
              at - 1,
              "jazz|lofi|techno|funk|disco|blues|edm|synthwave|reggae|ambient|chillhop|dubstep|"
              "ragtime|beats|punk|classical"
          )));
    if (headed && mood < 0 && instrument < 0 && tempo <= 0.0F && !none && topic_ != Topic::kMusic &&
        is_any(at, "beat|beats|theme|riff|chords|tune|score")) {
        return false;  // "beats its chest"
    }
    const bool section = genre || (topic_ == Topic::kMusic &&
                                   (mood >= 0 || instrument >= 0 || tempo > 0.0F || none));
    if ((!headed && !section) ||
        (headed &&
         is_any(at + 1, "video|box|stand|teacher|festival|room|class|hall|school|store|drop|drops")
        )) {
        return false;
    }
    if (!headed) {
        at = std::min(at, tokens_.size());
    }
    // "to the beat of", "plays music" by somebody seen is an action, not a bed.
    std::size_t end = headed ? at + 1 : somewhere ? at + 3 : at;
    if (is_any(end, "in|plays|playing|play|swells|swelling|begins")) {
        ++end;
        if (is(end, "the") && is(end + 1, "background")) {
            end += 2;
        }
    }
    if (none) {
        story_.no_music = true;
        story_.notes.understood(shown(at_, end), "no music");
    } else {
        Music music = story_.music.value_or(Music{.mood = "calm", .tempo_bpm = 0.0F});
        if (mood >= 0) {
            music.mood = std::string(mood_rows()[static_cast<std::size_t>(mood)].value);
        }
        if (instrument >= 0) {
            music.instrument =
                std::string(instrument_rows()[static_cast<std::size_t>(instrument)].value);
        }
        if (tempo > 0.0F) {
            music.tempo_bpm = tempo;
        }
        story_.music = music;
        story_.notes.understood(
            shown(at_, end),
            "music: " + music.mood + (music.instrument.empty() ? "" : ", " + music.instrument)
        );
    }
    use(at_, end);
    at_ = std::max(end, at_ + 1);
    return true;
}

bool ShotReader::read_sound_of() {
    if (!is_any(
            at_, "sound|sounds|noise|noises|hear|hears|heard|echo|hum|rumble|roar|crackle|patter"
        )) {
        return false;
    }
    std::size_t at = at_ + 1;
    while (is_any(at, "of|the|a|an|distant|loud|soft|faint|some")) {
        ++at;
    }
    const Hit* sound =
        at > at_ + 1 || topic_ == Topic::kSound ? hit(at, WordKind::kSound) : nullptr;
    if (sound == nullptr) {
        return false;
    }
    const SoundRow& row = sound_rows()[static_cast<std::size_t>(sound->row)];
    std::size_t end = at + sound->length;
    add_sound(row.kind, row.level);
    story_.notes.understood(shown(at_, end), "sound " + std::string(row.kind));
    use(at_, end);
    at_ = end;
    return true;
}

// "seen from across a lake", "filmed on the street": the viewer, whom nobody sees.
bool ShotReader::read_viewer() {
    if (!is_any(at_, "seen|viewed|filmed|captured|photographed") ||
        !is_any(at_ + 1, "from|through|across|against|on|in|at|with|over|behind|between")) {
        return false;
    }
    use(at_, at_ + 1, TokenUse::kGrammar);
    ++at_;
    return true;
}

// "INT. HOUSE": the house is around us, not to be seen.
bool ShotReader::read_interior() {
    if (topic_ != Topic::kSetting || at_ > 0 || !is(at_, "int")) {
        return false;
    }
    std::size_t end = is(at_ + 1, ".") ? at_ + 2 : at_ + 1;
    if (const auto head = head_at(end); head && head->kind == WordKind::kThing) {
        const auto thing = static_cast<std::size_t>(head->row);
        if (story_.nouns->things[thing].category == Category::kScenery) {
            end += head->length;
            set_place(story_.place_named("living room"), at_, end);
        }
    }
    use(at_, end);
    at_ = end;
    return true;
}

bool ShotReader::read_setting() {
    if (at_ >= tokens_.size()) {
        return false;
    }
    if (read_interior() || read_number_phrase() || read_music() || read_sound_of() ||
        read_paced_move() || read_viewer()) {
        return true;
    }
    if (is_any(at_, "a|an|the") && at_ + 1 < tokens_.size()) {
        // "A crane shot of": the article belongs to the phrase.
        const std::size_t begin = at_;
        const Hit* phrase = hit(at_ + 1, WordKind::kCamera);
        const Hit* style = hit(at_ + 1, WordKind::kStyle);
        const Hit* found = phrase != nullptr ? phrase : style;
        at_ = begin + 1;
        if (found != nullptr && accept_setting(*found) &&
            (found->length > 1 ||
             is_any(skip_hyphen(begin + 2), "shot|view|style|film|movie|video|footage")) &&
            !(head_at(begin + 1) && head_at(begin + 1)->length > found->length) && read_setting()) {
            use(begin, begin + 1, TokenUse::kGrammar);
            return true;
        }
        at_ = begin;
    }
    std::size_t noun_length = 0;
    for (const Hit& item : hits(at_)) {
        switch (item.kind) {
            case WordKind::kThing:
            case WordKind::kStandIn:
            case WordKind::kRole:
            case WordKind::kGarment:
            case WordKind::kPlace:
            case WordKind::kPlaceHint:
            case WordKind::kActionNoun:
            case WordKind::kPreposition:
                noun_length = std::max(noun_length, item.length);
                break;
            case WordKind::kVerb:
                if (item.length > 1 && !subject_.empty()) {
                    noun_length = std::max(noun_length, item.length);
                }
                break;
            default:
                break;
        }
    }
    for (const Hit& item : std::vector<Hit>(hits(at_))) {
        const auto row = static_cast<std::size_t>(item.row);
        const std::size_t end = at_ + item.length;
        if (item.length < noun_length ||
            (item.length == noun_length && item.length == 1 && item.kind != WordKind::kTime)) {
            const bool weather = item.kind == WordKind::kSky && item.length == noun_length;
            // ", orbit", "aerial, ...": between commas no place and no deed.
            const bool framed = item.kind == WordKind::kCamera && is(end, "of") && at_ > 0 &&
                                hit(at_ - 1, WordKind::kCamera) != nullptr;  // "wide aerial of"
            const bool aside = item.kind == WordKind::kCamera && begins_clause(at_) &&
                               is_boundary(end) && hit(at_, WordKind::kThing) == nullptr &&
                               hit(at_, WordKind::kStandIn) == nullptr &&
                               (at_ > 0 || end < tokens_.size());
            if (!weather && !aside && !framed) {
                continue;
            }
        }
        std::string as;
        switch (item.kind) {
            case WordKind::kCamera:
                if (!accept_setting(item)) {
                    continue;
                }
                apply_camera(camera_rows()[row]);
                as = "camera";
                break;
            case WordKind::kStyle:
                if (!accept_setting(item)) {
                    continue;
                }
                if (!story_.style || topic_ == Topic::kStyle) {
                    story_.style = style_rows()[row].value;
                    as = "style " + std::string(enum_name(style_rows()[row].value));
                } else if (*story_.style == style_rows()[row].value) {
                    as = "style " + std::string(enum_name(*story_.style));
                } else {
                    story_.notes.ignored(
                        shown(at_, end),
                        "a clip has one style, and this one is " +
                            std::string(enum_name(*story_.style))
                    );
                    use(at_, end, TokenUse::kReported);
                    at_ = end;
                    return true;
                }
                if (style_rows()[row].value == Style::kSelfie ||
                    style_rows()[row].value == Style::kHandheld) {
                    shot_.camera.handheld = std::max(shot_.camera.handheld, 0.4F);
                }
                break;
            case WordKind::kTime:
                shot_.time = time_rows()[row].value;
                as = "time " + std::string(enum_name(*shot_.time));
                break;
            case WordKind::kSky: {
                if (!accept_setting(item)) {
                    continue;
                }
                const Sky sky = sky_rows()[row].value;
                shot_.exposed = shot_.exposed || is(at_, "in");
                if (!shot_.sky || *shot_.sky < sky || *shot_.sky == Sky::kClear) {
                    shot_.sky = sky;
                }
                as = "weather " + std::string(enum_name(sky));
                if (hit(at_, WordKind::kWind) != nullptr) {
                    shot_.wind =
                        wind_rows()[static_cast<std::size_t>(hit(at_, WordKind::kWind)->row)]
                            .factor;
                }
                if (sky == Sky::kStorm && !shot_.wind) {
                    shot_.wind = 0.7F;
                }
                if (const Hit* thunder = hit(at_, WordKind::kSound); thunder != nullptr) {
                    add_sound(sound_rows()[static_cast<std::size_t>(thunder->row)].kind, 1.0F);
                }
                break;
            }
            case WordKind::kSeason:
                // "A spring morning", "winter evening": the hour and the snow are told as well.
                for (std::size_t word = at_; word < end; ++word) {
                    if (const Hit* time = hit(word, WordKind::kTime);
                        time != nullptr && word + time->length <= end) {
                        shot_.time = time_rows()[static_cast<std::size_t>(time->row)].value;
                    }
                }
                if (const Hit* sky = hit(at_, WordKind::kSky); sky != nullptr && !shot_.sky) {
                    shot_.sky = sky_rows()[static_cast<std::size_t>(sky->row)].value;
                }
                as = "season " + std::string(enum_name(season_rows()[row].value));
                break;
            case WordKind::kWind:
                shot_.wind = wind_rows()[row].factor;
                shot_.exposed = shot_.exposed || is(at_, "in");
                as = "wind";
                break;
            case WordKind::kSound: {
                const bool described =
                    at_ > 0 && (!verb_may_stand(at_) || hit(at_ - 1, WordKind::kSize) != nullptr ||
                                hit(at_ - 1, WordKind::kHarmless) != nullptr);
                const bool verbish = hit(at_, WordKind::kVerb) != nullptr && !subject_.empty() &&
                                     item.length == 1 && !described;
                if (verbish) {
                    continue;
                }
                add_sound(sound_rows()[row].kind, sound_rows()[row].level);
                as = "sound " + std::string(sound_rows()[row].kind);
                break;
            }
            default:
                continue;
        }
        const Hit* deed = hit(end, WordKind::kVerb);
        const bool rumbles = item.kind == WordKind::kSound && deed != nullptr &&
                             (deed->form == VerbForm::kIng || deed->form == VerbForm::kThird) &&
                             !head_at(end + deed->length);  // "traffic passes"
        const bool shines =
            item.kind == WordKind::kTime && tokens_[end - 1].text.ends_with("light");
        const bool wind_heard = item.kind == WordKind::kSound && sound_rows()[row].kind == "wind";
        const bool weather = item.kind == WordKind::kSky || item.kind == WordKind::kWind ||
                             rumbles || shines || wind_heard;
        const bool does = weather && begins_clause(at_);
        use(at_, end);
        story_.notes.understood(shown(at_, end), as);
        at_ = end;
        if (does && read_blown(at_)) {
            shot_.wind = shot_.wind.value_or(wind_heard ? 0.7F : 0.0F);
            return true;
        }
        if (does) {
            skip_unseen_deed();  // "rain begins to fall"
            const std::size_t pane = is_any(at_, "against|on|down|outside") ? at_ + 1 : at_;
            const std::size_t glass = is_any(pane, "the|a|his|her|their") ? pane + 1 : pane;
            if (pane > at_ && is_any(glass, "glass|window|windows|windowpane|pane|panes")) {
                // "Rain against the glass": said by who sits inside.
                use(at_, glass + 1);
                at_ = glass + 1;
                if (shot_.place_hint.empty()) {
                    shot_.place_hint = story_.place_named("living room");
                }
            }
            if (is(at_, "outside") && is_boundary(at_ + 1)) {
                // We are inside.
                use(at_, at_ + 1, TokenUse::kGrammar);
                ++at_;
                if (shot_.place_hint.empty()) {
                    shot_.place_hint = story_.place_named("living room");
                }
            }
        }
        place_subject_ = place_subject_ || (subject_.empty() && item.kind == WordKind::kSound);
        if (item.kind == WordKind::kCamera && read_from_to()) {
            return true;
        }
        if (item.kind == WordKind::kCamera && is(end - 1, "shoulder") && is(end, "of")) {
            const NounPhrase near = noun_phrase(end + 1, true);
            if (near.kind == NounKind::kCast && !near.who.empty()) {
                see(near.who);
                shot_.camera_from = near.who.front();
                last_noun_ = near.who;
                subject_ = near.who;
                noun_just_read_ = true;
                use(end, near.end);
                at_ = near.end;
                return true;
            }
        }
        if (item.kind == WordKind::kCamera || item.kind == WordKind::kStyle) {
            while (
                is_any(at_, "style|shot|look|view|camera|angle|lens|of|footage|aesthetic|feel|-") ||
                (item.kind == WordKind::kCamera &&
                 is_any(at_, "following|tracking|showing|capturing|circling|focusing|on|focused"))
            ) {
                use(at_, at_ + 1, TokenUse::kGrammar);
                ++at_;
            }
        }
        setting_end_ = at_;
        return true;
    }
    return false;
}

}  // namespace hibari::world
