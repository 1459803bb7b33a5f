// Noun phrases: the noun behind its determiners and adjectives.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {
namespace {

// What makes an adjective of a noun before a hyphen.
constexpr std::string_view kLikenings =
    "built|like|style|styled|shaped|themed|inspired|looking|faced|haired|sized|type|esque";

/// "the lid of the jar on the table of the cook": what is nested deeper is cut. Some words look at
/// what follows before they read it, so that each level may double the work.
constexpr int kNestedNounsMax = 6;

}  // namespace

ShotReader::NounPhrase ShotReader::noun_phrase(std::size_t at, bool after_verb) {
    if (nested_nouns_ >= kNestedNounsMax) {
        return {};
    }
    ++nested_nouns_;
    NounPhrase phrase = outer_noun_phrase(at, after_verb);
    --nested_nouns_;
    return phrase;
}

ShotReader::NounPhrase ShotReader::outer_noun_phrase(std::size_t at, bool after_verb) {
    NounPhrase phrase;
    phrase.begin = at;
    if (is_boundary(at)) {
        return phrase;
    }
    if (named_ahead_ && named_ahead_->begin == at) {
        return *named_ahead_;
    }
    if (NounPhrase some = some_members(at); some.kind != NounKind::kNone) {
        return some;
    }
    if (NounPhrase pronoun = resolve_pronoun(at); pronoun.kind != NounKind::kNone) {
        return pronoun;
    }
    Modifiers modifiers;
    const bool determined = read_determiners(at, modifiers, phrase);
    for (int guard = 0; guard < 24 && at < tokens_.size() && !is_boundary(at); ++guard) {
        const bool modified = determined || modifiers.any;
        // "knocks into two others": more of the subject's kind.
        if (is_any(at, "others") && modifiers.count > 1 && subject_.size() == 1) {
            const CastMember& one = story_.cast[static_cast<std::size_t>(subject_.front())];
            CastMember twin;
            twin.thing = one.thing;
            twin.head = one.head;
            twin.entity = one.entity;
            twin.entity.id.clear();
            twin.entity.called = one.head;
            phrase.end = at + 1;
            phrase.kind = NounKind::kCast;
            phrase.plural = true;
            phrase.who = create(std::move(twin), modifiers, modifiers.count, phrase);
            return phrase;
        }
        // "a clay figure of a penguin" is a penguin.
        if (is_any(at, "figure|figurine|model|silhouette|toy|version|replica") &&
            is(at + 1, "of") && is_any(at + 2, "a|an|the")) {
            at += 3;
            continue;
        }
        // Groups: "a stack of books".
        if (is_any(at, "flight|set") && is(at + 1, "of") &&
            (is_any(at + 2, "stairs|steps") || is_any(at + 3, "stairs|steps"))) {
            at += 2;
            continue;
        }
        if (const Hit* group = hit(at, WordKind::kCollective);
            group != nullptr && is(at + group->length, "of") &&
            !(is(at, "house") && !is_any(at + 2, "cards|card|blocks|books|dominoes"))) {
            modifiers.count = collective_rows()[static_cast<std::size_t>(group->row)].count;
            const bool stacked =
                is_any(at, "stack|tower|pile|heap|pyramid|column|stacks|towers|wall|house");
            phrase.pyramid = is_any(at, "pyramid|pyramids");
            at += group->length + 1;
            Modifiers inner;
            NounPhrase unused;
            read_determiners(at, inner, unused);
            if (inner.count > 1) {
                modifiers.count = inner.count;
            }
            phrase.plural = true;
            phrase.collective = true;
            phrase.owned = stacked;  // Told to `create` through the phrase.
            continue;
        }
        // "one end of the seesaw": there, and nowhere else on it.
        if (determined && is(at + 1, "of") && !is_boundary(at + 2) &&
            is_any(
                at,
                "end|edge|side|top|middle|center|centre|corner|rim|bottom|foot|surface|underside|"
                "inside|base|tip|helm|tiller"
            )) {
            if (NounPhrase whole = noun_phrase(at + 2, true);
                whole.kind == NounKind::kCast || whole.kind == NounKind::kUnreal) {
                whole.begin = phrase.begin;
                return whole;
            }
        }
        // "two stacked books", "a thrown ball": done before, or told again by the verb.
        if (determined && is_done(at)) {
            phrase.owned = phrase.owned || is_any(at, "stacked|piled");
            phrase.plural = phrase.plural || phrase.owned;
            ++at;
            continue;
        }
        if (NounPhrase first = first_of_two(at, phrase, modifiers); first.kind != NounKind::kNone) {
            return first;
        }
        if (determined && is_any(at, "rebound|deflection") && !is(at - 1, "a")) {
            if (const int ball = game_ball("it comes back"); ball >= 0) {
                phrase.kind = NounKind::kCast;  // "The rebound is grabbed by his opponent."
                phrase.end = at + 1;
                phrase.who = {ball};
                return phrase;
            }
        }
        if (modifiers.definite && modifiers.color && is(at, "one") &&
            reads_as_verb(at + 1, false)) {
            break;  // "the blue one falls": not one waterfall
        }
        const bool team = sport() != nullptr && is_any(at, "bench|dugout|stands|sidelines") &&
                          is_any(
                              at + 1,
                              "erupts|erupt|goes|go|cheers|cheer|celebrates|celebrate|explodes|"
                              "explode|roars|roar|groans|groan"
                          );  // "The bench erupts": who sits there.
        if (team) {
            phrase.kind = NounKind::kSource;
            phrase.end = at + 1;
            phrase.head = tokens_[at].text;
            return phrase;
        }
        if (listed(kHeardSources, tokens_[at].text) &&
            !(head_at(at) && head_at(at)->kind == WordKind::kThing && head_at(at)->length > 1) &&
            !(head_at(skip_hyphen(at + 1)) && !reads_as_verb(skip_hyphen(at + 1), true)) &&
            story_.thing_named(tokens_[at].text) < 0 && !is_seen_moving(at, modifiers)) {
            phrase.kind = NounKind::kSource;
            phrase.end = at + 1;
            phrase.head = tokens_[at].text;
            return phrase;
        }
        if (NounPhrase players = ensemble_noun(at, phrase, modifiers);
            players.kind != NounKind::kNone) {
            return players;
        }
        // "a family", "the team": people.
        if (const Hit* group = hit(at, WordKind::kCollective);
            group != nullptr && !is_any(at + group->length, "of|:") &&
            is_any(
                at, "family|families|couple|team|crew|group|band|gang|trio|duo|squad|pair|class"
            ) &&
            !(head_at(at + 1) && !reads_as_verb(at + 1, false) && !reads_as_verb(at + 1, true)) &&
            !(is_any(at, "couple|band|class") && head_at(at) &&
              head_at(at)->kind == WordKind::kThing && !is_any(at, "couple"))) {
            CastMember people;
            people.thing = story_.thing_named("person");
            people.head = "person";
            people.entity.called = shown(phrase.begin, at + 1);
            phrase.end = at + 1;
            phrase.kind = NounKind::kCast;
            phrase.plural = true;
            phrase.collective = true;
            if (modifiers.definite) {
                for (const int member : shot_.present) {
                    if (story_.cast[static_cast<std::size_t>(member)].entity.called.ends_with(
                            tokens_[at].shown
                        )) {
                        phrase.who.push_back(member);
                    }
                }
            }
            if (phrase.who.empty()) {
                phrase.who = create(
                    std::move(people),
                    modifiers,
                    is_any(at, "couple|duo|pair") ? 2
                    : is_any(at, "trio")          ? 3
                                                  : 4,
                    phrase
                );
            }
            story_.notes.understood(
                shown(phrase.begin, phrase.end), std::to_string(phrase.who.size()) + " people"
            );
            return phrase;
        }
        if (is_floor(at) &&
            (modifiers.any || at > phrase.begin + 1 || !is_any(at, "floor|ground"))) {
            phrase.end = at + 1;
            NounPhrase floor = floor_noun(at, modifiers);
            floor.begin = phrase.begin;
            return floor;
        }
        if (NounPhrase edge = determined ? edge_noun(at, phrase.begin) : NounPhrase{};
            edge.kind != NounKind::kNone) {
            return edge;
        }
        if (head_at(at) && head_at(at)->length == 1 && begins_unknown_compound(at)) {
            break;  // "a fire hydrant" is no fire.
        }
        auto head = head_at(at);
        if (head && modifiers.count > 1 && !modifiers.any) {
            head->plural = true;  // "two samurai stand", "three deer"
        }
        const bool adjective =
            hit(at, WordKind::kColor) != nullptr || hit(at, WordKind::kMaterial) != nullptr ||
            hit(at, WordKind::kPersonAdjective) != nullptr || hit(at, WordKind::kSize) != nullptr ||
            hit(at, WordKind::kHarmless) != nullptr;
        if (head && modifiers.definite && !modifiers.any && head->plural &&
            is_any(at - 1, "first|second|third|other|last|one") && reads_as_verb(at, false)) {
            break;  // "the second drops it": one of a group, not drops.
        }
        if ((!head || !head->plural) && determined && reads_as_verb(at, modifiers.count > 1)) {
            if (NounPhrase some = so_many(at, modifiers); some.kind != NounKind::kNone) {
                some.begin = phrase.begin;
                return some;
            }
        }
        if (head) {
            // "orange ball", "glass bottle", "baby elephant": an adjective when a noun follows.
            const std::size_t next = skip_hyphen(at + head->length);
            const bool noun_follows = !is_boundary(next) &&
                                      (head_at(next) || (head->kind == WordKind::kRole &&
                                                         hit(next, WordKind::kSound) != nullptr)) &&
                                      !reads_as_verb(next, head->plural);  // also "a giant splash"
            const bool one_follows = is_any(next, "one|ones");             // "the glass one"
            if (adjective && (noun_follows || one_follows) && head->length == 1) {
                if (read_modifier(at, modifiers)) {
                    continue;
                }
            }
            const Hit* verb = hit(at, WordKind::kVerb);
            const bool verb_here = verb != nullptr && verb->length >= head->length && !modified;
            const bool limb = head->kind == WordKind::kPart &&
                              reads_as_verb(at + head->length, head->plural);  // "hands playing"
            if (verb_here && !limb &&
                (head->kind == WordKind::kActionNoun || head->kind == WordKind::kPart ||
                 head->kind == WordKind::kPlaceHint) &&
                !after_verb && !is_place_that_acts(at)) {
                return NounPhrase{};
            }
            if (head->kind == WordKind::kThing && !head->plural &&
                read_built_of(at, *head, modifiers, phrase)) {
                return resolve(phrase, *head, std::move(modifiers));
            }
            if (const std::size_t kind_at = at + head->length;
                is(kind_at, "-") && is_any(kind_at + 1, kLikenings) && !is_boundary(kind_at + 2)) {
                at = kind_at + 2;  // "boxer-built", "box-shaped": what it is like, not what it is.
                modifiers.any = true;
                continue;
            }
            if (head->kind == WordKind::kThing && !head->plural && head->length == 1 &&
                !is_boundary(at + 1) && hits_none(at + 1)) {
                // "a balloon seller": somebody, told by the thing.
                const auto nouns = noun_candidates(tokens_[at + 1].text);
                const auto somebody = std::ranges::any_of(nouns, [&](const NounCandidate& noun) {
                    const auto near = story_.nearest->noun(noun.lemma);
                    return near && near->kind == NearestNoun::Kind::kPerson;
                });
                if (somebody && !reads_as_verb(at + 1, false)) {
                    modifiers.mount = names_rider(at + 1) ? head->row : -1;
                    ++at;
                    modifiers.any = true;
                    continue;
                }
            }
            if (continues_compound(at, *head)) {
                if (head->kind == WordKind::kPlace) {
                    modifiers.place =
                        std::string(story_.nouns->places[static_cast<std::size_t>(head->row)].name);
                } else if (head->kind == WordKind::kPlaceHint) {
                    modifiers.place = story_.place_named(
                        std::string(place_hint_rows()[static_cast<std::size_t>(head->row)].value)
                    );
                } else if (const Hit* role = hit(at, WordKind::kRole); role != nullptr) {
                    modifiers.role = role->row;
                } else if (head->kind == WordKind::kThing && names_rider(next)) {
                    modifiers.mount = head->row;
                }
                at = next;
                continue;
            }
            phrase.end = at + head->length;
            phrase.head = tokens_[phrase.end - 1].text;
            phrase.plural = phrase.plural || head->plural;
            // "the man's hat": the first noun owns the second.
            if (is(phrase.end, "'s") &&
                is_any(
                    phrase.end + 1,
                    "cry|cries|call|calls|song|roar|howl|howls|screech|laughter|whistle|scream|"
                    "horn|siren|engine|voice|footsteps"
                )) {
                // "a hawk's cry": heard, and nobody seen.
                if (const Hit* sound = hit(phrase.end + 1, WordKind::kSound); sound != nullptr) {
                    add_sound(sound_rows()[static_cast<std::size_t>(sound->row)].kind, 1.0F);
                }
                phrase.kind = NounKind::kUnreal;
                phrase.end += 2;
                return phrase;
            }
            if (is(phrase.end, "'s") && !is_boundary(phrase.end + 1)) {
                NounPhrase owner = resolve(phrase, *head, modifiers);
                Modifiers inner;
                inner.definite = true;
                inner.possessive = true;
                inner.owner = owner.who.empty() ? -1 : owner.who.front();
                NounPhrase thing;
                thing.begin = phrase.begin;
                std::size_t cursor = phrase.end + 1;
                for (int more = 0; more < 8 && read_modifier(cursor, inner) && !head_at(cursor);
                     ++more) {
                }
                if (const auto owned = head_at(cursor); owned) {
                    thing.end = cursor + owned->length;
                    thing.head = tokens_[thing.end - 1].text;
                    thing.plural = owned->plural;
                    NounPhrase result = resolve(thing, *owned, inner);
                    result.begin = phrase.begin;
                    return result;
                }
                owner.end = phrase.end + 1;
                return owner;
            }
            return resolve(phrase, *head, std::move(modifiers));
        }
        const Hit* verb = hit(at, WordKind::kVerb);
        if (verb != nullptr && verb->form == VerbForm::kIng && !modified) {
            // "Running water" against "running down the street": a noun must follow at once.
            const std::size_t next = skip_hyphen(at + verb->length);
            if (!head_at(next) || is_boundary(next) || verb->length > 1) {
                return NounPhrase{};
            }
            const VerbUse usage = verb_rows()[static_cast<std::size_t>(verb->row)].use;
            if (usage == VerbUse::kActsOn || usage == VerbUse::kAims) {
                return NounPhrase{};
            }
        }
        if (read_modifier(at, modifiers)) {
            continue;
        }
        if (is_any(at, "and|,") && modifiers.any &&
            (hit(at + 1, WordKind::kColor) != nullptr || hit(at + 1, WordKind::kHarmless) != nullptr
            )) {
            ++at;  // "black and white", "big, red"
            continue;
        }
        break;
    }
    if (NounPhrase one = one_of_several(at, phrase, modifiers, determined);
        one.kind != NounKind::kNone || at >= tokens_.size() || is_boundary(at)) {
        return one;
    }
    for (const WordKind kind :
         {WordKind::kSky,
          WordKind::kTime,
          WordKind::kWind,
          WordKind::kSound,
          WordKind::kStyle,
          WordKind::kCamera}) {
        if (hit(at, kind) != nullptr && modifiers.owner < 0) {
            return NounPhrase{};  // "soft rain" is weather.
        }
    }
    phrase.end = at;
    NounPhrase unknown = unknown_noun(at, modifiers);
    unknown.begin = phrase.begin;
    return unknown;
}

ShotReader::NounPhrase ShotReader::peek_noun(std::size_t at, std::vector<CastMember>* made) {
    const auto cast = story_.cast;
    const DraftShot shot = shot_;
    const Notes notes = story_.notes;
    const int clock = story_.clock;
    const int groups = story_.groups;
    const std::vector<int> told_apart = told_apart_;
    const std::vector<int> last_plural = last_plural_;
    NounPhrase phrase = noun_phrase(at, true);
    const bool known = std::ranges::all_of(phrase.who, [&](int member) {
        return static_cast<std::size_t>(member) < cast.size();
    });
    if (made != nullptr) {
        made->assign(
            story_.cast.begin() + static_cast<std::ptrdiff_t>(cast.size()), story_.cast.end()
        );
    }
    story_.cast = cast;
    shot_ = shot;
    story_.notes = notes;
    story_.clock = clock;
    story_.groups = groups;
    told_apart_ = told_apart;
    last_plural_ = last_plural;
    if (!known) {
        phrase.who.clear();
    }
    return phrase;
}

}  // namespace hibari::world
