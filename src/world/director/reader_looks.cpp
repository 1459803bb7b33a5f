// What people look like and what things are made of.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {

void ShotReader::read_copula(const VerbGroup& group) {
    // "is red", "is an old man", "is on the table": the first two describe the subject.
    recent_.clear();
    std::size_t at = group.end;
    Modifiers modifiers;
    for (int guard = 0; guard < 12 && read_modifier(at, modifiers); ++guard) {
        if (is_any(at, "and|,") && !is_boundary(at + 1) &&
            (hit(at + 1, WordKind::kColor) != nullptr ||
             hit(at + 1, WordKind::kHarmless) != nullptr ||
             hit(at + 1, WordKind::kPersonAdjective) != nullptr ||
             hit(at + 1, WordKind::kSize) != nullptr)) {
            ++at;
        }
    }
    // "the shot is an air ball": how the last one ended.
    const std::size_t noun = is_any(at, "a|an") ? at + 1 : at;
    const Hit* deed = hit(noun, WordKind::kActionNoun);
    const Outcome ending = deed == nullptr
                               ? Outcome::kNone
                               : action_noun_rows()[static_cast<std::size_t>(deed->row)].outcome;
    if (ending != Outcome::kNone && !shot_.actions.empty() &&
        is_sending(shot_.actions.back().action.verb)) {
        shot_.actions.back().action.outcome = ending;
        shot_.actions.back().decided = true;
        use(group.end, noun + deed->length);
        at_ = noun + deed->length;
        return;
    }
    if (is_boundary(at) || hit(at, WordKind::kPreposition) != nullptr ||
        is_any(at, "and|while|as|but|then")) {
        for (const int member : subject_) {
            describe(story_.cast[static_cast<std::size_t>(member)], modifiers);
        }
        use(group.end, at);
        at_ = at;
    }
}

void ShotReader::read_have() {
    // "has a beard", "has two dogs".
    const std::size_t at = at_;
    if (!subject_.empty() && read_wearing(at, subject_)) {
        return;
    }
    const int row = [&] {
        for (const Meaning& meaning : story_.dictionary->meanings("hold")) {
            if (meaning.kind == WordKind::kVerb) {
                return meaning.row;
            }
        }
        return -1;
    }();
    if (subject_.empty() || row < 0 || !story_.is_person(subject_.front())) {
        return;
    }
    NounPhrase phrase = noun_phrase(at, true);
    if (phrase.kind != NounKind::kCast || phrase.who.empty()) {
        return;
    }
    see(phrase.who);
    use(at, phrase.end);
    at_ = phrase.end;
    last_noun_ = phrase.who;
    noun_just_read_ = true;
    object_seen_ = true;
    if (story_.thing_of(phrase.who.front()).traits.holdable) {
        make_actions(row, Verb::kHold, subject_, shown(at, phrase.end));
        NounPhrase object = phrase;
        attach_object(object);
    } else {
        relate(phrase.who.front(), RelationKind::kBeside, subject_.front());
    }
}

// "throws his hat", "a hat lies on the bench": a thing by itself rather than something worn. What
// is told of it stands before it or behind.
bool ShotReader::is_handled(const NounPhrase& phrase) const {
    if (phrase.begin > 0 &&
        is_any(phrase.begin - 1, "blows|blow|blew|sweeps|rips|snatches|tears")) {
        return true;
    }
    if (verb_seen_ && !recent_.empty()) {
        switch (shot_.actions[recent_.front()].action.verb) {
            case Verb::kThrow:
            case Verb::kJuggle:
            case Verb::kDrop:
            case Verb::kCatch:
            case Verb::kKick:
            case Verb::kPickUp:
            case Verb::kHold:
            case Verb::kHit:
            case Verb::kRun:
                return true;
            default:
                return false;
        }
    }
    return reads_as_verb(phrase.end, phrase.plural) ||
           (subject_.empty() && hit(phrase.end, WordKind::kPreposition) != nullptr);
}

// "They clink their glasses", "the glasses smash": not those before the eyes.
bool ShotReader::are_for_drinking(const NounPhrase& phrase, const Modifiers& modifiers) const {
    if (!is(phrase.end - 1, "glasses")) {
        return false;
    }
    const Hit* verb = hit(phrase.end, WordKind::kVerb);
    const bool breaks = verb != nullptr && reads_as_verb(phrase.end, true) &&
                        (is_any(phrase.end, "fall|fell|slide|slip|topple|tumble|roll|clatter") ||
                         verb_rows()[static_cast<std::size_t>(verb->row)].verb == Verb::kExplode ||
                         verb_rows()[static_cast<std::size_t>(verb->row)].verb == Verb::kHit);
    constexpr std::string_view kHandling =
        "clink|clinks|clinking|raise|raises|raising|fill|fills|filling|smash|smashes|smashing|"
        "shatter|shatters|break|breaks|breaking|stack|stacks|stacking|knock|knocks|serve|serves|"
        "empty|full|champagne|wine|beer|of";
    const bool handled = phrase.begin > 0 && is_any(phrase.begin - 1, kHandling);
    const bool on_a_tray =
        !last_noun_.empty() && story_.thing_of(last_noun_.front()).name == "tray";
    return breaks || handled || on_a_tray || (modifiers.count > 1 && modifiers.owner < 0);
}

// The thing of the catalogue that a handled garment is, whose owner then no longer wears it, or -1.
int ShotReader::thing_of_garment(
    const GarmentRow& row, const NounPhrase& phrase, const Modifiers& modifiers
) {
    int thing = story_.thing_named(phrase.head);
    if (thing < 0 && row.slot == LookSlot::kHat) {
        thing = story_.thing_named("hat");
    }
    if (thing < 0 || !is_handled(phrase)) {
        return -1;
    }
    if (modifiers.owner >= 0 && row.slot == LookSlot::kHat && story_.is_person(modifiers.owner)) {
        story_.cast[static_cast<std::size_t>(modifiers.owner)].entity.look.hat = Hat::kNone;
    }
    return thing;
}

// The same word as a garment or as a thing, as it is worn or handled.
Hit ShotReader::worn_or_handled(const NounPhrase& phrase, Hit head, const Modifiers& modifiers) {
    if (head.kind == WordKind::kGarment && are_for_drinking(phrase, modifiers)) {
        head.kind = WordKind::kThing;
        head.row = story_.thing_named("glass");
        head.plural = true;
        return head;
    }
    const Hit* cloth = hit(phrase.end - head.length, WordKind::kGarment);
    const bool both = head.kind == WordKind::kGarment || head.kind == WordKind::kThing;
    if (cloth == nullptr || !both || cloth->length != head.length) {
        return head;
    }
    const GarmentRow& row = garment_rows()[static_cast<std::size_t>(cloth->row)];
    const int thing = thing_of_garment(row, phrase, modifiers);
    if (thing >= 0) {
        head.kind = WordKind::kThing;
        head.row = thing;
    } else if (modifiers.owner >= 0 && story_.is_person(modifiers.owner)) {
        head = *cloth;
    }
    return head;
}

// "in red jackets", "with hats": one each.
bool ShotReader::plural_garment_ahead(std::size_t at) const {
    constexpr std::size_t kReach = 5;
    for (std::size_t i = at; i < at + kReach && !is_boundary(i); ++i) {
        if (const Hit* garment = hit(i, WordKind::kGarment); garment != nullptr) {
            return garment->plural;
        }
    }
    return false;
}

bool ShotReader::read_wearing(std::size_t at, std::span<const int> wearers) {
    // A list of garments, each with its adjectives: "a red hat and blue jeans".
    bool any = false;
    const std::vector<int> who(wearers.begin(), wearers.end());
    std::size_t cursor = at;
    while (cursor < tokens_.size()) {
        Modifiers modifiers;
        NounPhrase unused;
        std::size_t next = cursor;
        while (is_any(next, "and|,|with|a|an|the|his|her|their|,|in|only|nothing|but")) {
            ++next;
        }
        read_determiners(next, modifiers, unused);
        bool garment_ahead = false;
        for (int guard = 0; guard < 10 && next < tokens_.size() && !is_boundary(next); ++guard) {
            const auto noun = head_at(next);
            const Hit* head = hit(next, WordKind::kGarment);
            if (head != nullptr && noun && noun->length > head->length) {
                head = nullptr;
            }
            if (head != nullptr && !continues_compound(next, *head)) {
                garment_ahead = true;
                const GarmentRow& row = garment_rows()[static_cast<std::size_t>(head->row)];
                for (const int member : who) {
                    if (story_.is_person(member)) {
                        dress(member, row, modifiers);
                    }
                }
                next += head->length;
                // "long hair in a bun", "a suit and tie" come round again.
                break;
            }
            if (is_any(next, "and") && modifiers.any) {
                ++next;
                continue;
            }
            if (read_modifier(next, modifiers)) {
                continue;
            }
            if (tokens_[next].kind == TokenKind::kWord &&
                story_.nearest->is_noun(tokens_[next].text) && head_at(next + 1) &&
                head_at(next + 1)->kind == WordKind::kGarment) {
                ++next;
                continue;
            }
            break;
        }
        if (!garment_ahead) {
            // "dressed in red": a colour alone colours the top.
            if (modifiers.color && !any &&
                (is_boundary(next) || is_any(next, "and|while|walks|who") ||
                 reads_as_verb(next, false))) {
                for (const int member : who) {
                    if (story_.is_person(member)) {
                        story_.cast[static_cast<std::size_t>(member)].entity.look.top_color =
                            modifiers.color;
                    }
                }
                use(cursor, next);
                story_.notes.understood(shown(cursor, next), "clothes");
                at_ = next;
                any = true;
            } else if (const auto role = head_at(next);
                       !any && role && role->kind == WordKind::kRole && !who.empty() && at > 0 &&
                       is_any(at - 1, "as|like|up")) {
                // "dressed as a clown"
                const PersonLook& look = role_rows()[static_cast<std::size_t>(role->row)].look;
                PersonLook& mine = story_.cast[static_cast<std::size_t>(who.front())].entity.look;
                mine.hat = look.hat;
                mine.hat_color = look.hat_color;
                mine.top = look.top;
                mine.top_color = look.top_color;
                use(cursor, next + role->length);
                at_ = next + role->length;
                any = true;
            }
            break;
        }
        use(cursor, next);
        story_.notes.understood(shown(cursor, next), "how " + names(who) + " looks");
        cursor = next;
        at_ = next;
        any = true;
    }
    if (any) {
        verb_seen_ = false;
        noun_just_read_ = true;
        if (subject_.empty()) {
            subject_ = who;
        }
        last_noun_ = who;
    }
    return any;
}

// A hat that somebody throws, drops or picks up, and one that does something by itself, is a thing
// and no longer worn.
ShotReader::NounPhrase ShotReader::hat_off_the_head(NounPhrase phrase, bool taken) {
    if (phrase.kind != NounKind::kGarment ||
        garment_rows()[static_cast<std::size_t>(phrase.row)].slot != LookSlot::kHat) {
        return phrase;
    }
    const bool handled = verb_seen_ && std::ranges::any_of(recent_, [&](std::size_t i) {
                             const Verb verb = shot_.actions[i].action.verb;
                             return is_sending(verb) || verb == Verb::kDrop ||
                                    verb == Verb::kPickUp || verb == Verb::kCatch ||
                                    verb == Verb::kHold;
                         });
    const bool acts = !verb_seen_ && reads_as_verb(phrase.end, phrase.plural);
    const int thing = story_.thing_named("lost hat");
    if (!(taken || handled || acts) || thing < 0) {
        return phrase;
    }
    NounPhrase hat = phrase;
    hat.kind = NounKind::kCast;
    hat.who.clear();
    for (const int member : shot_.present) {
        if (story_.cast[static_cast<std::size_t>(member)].thing == thing) {
            hat.who = {member};
            return hat;
        }
    }
    CastMember member;
    member.thing = thing;
    member.head = "hat";
    member.entity.called = shown(phrase.begin, phrase.end);
    member.entity.look.hat =
        static_cast<Hat>(garment_rows()[static_cast<std::size_t>(phrase.row)].value);
    member.entity.look.hat_color = phrase.color;
    if (!phrase.who.empty()) {
        PersonLook& look = story_.cast[static_cast<std::size_t>(phrase.who.front())].entity.look;
        member.entity.look.hat = look.hat;
        member.entity.look.hat_color = look.hat_color;
        look.hat = Hat::kNone;
        look.hat_color.reset();
    }
    hat.who = create(std::move(member), Modifiers{}, 1, hat);
    story_.notes.understood(shown(phrase.begin, phrase.end), "hat");
    return hat;
}

void ShotReader::dress(int member, const GarmentRow& row, const Modifiers& modifiers) {
    PersonLook& look = story_.cast[static_cast<std::size_t>(member)].entity.look;
    switch (row.slot) {
        case LookSlot::kHat:
            look.hat = static_cast<Hat>(row.value);
            look.hat_color = modifiers.color;
            break;
        case LookSlot::kTop:
            look.top = static_cast<Top>(row.value);
            look.top_color = modifiers.color ? modifiers.color : look.top_color;
            break;
        case LookSlot::kBottom:
            look.bottom = static_cast<Bottom>(row.value);
            look.bottom_color = modifiers.color ? modifiers.color : look.bottom_color;
            break;
        case LookSlot::kShoes:
            look.shoe_color = modifiers.color ? modifiers.color : look.shoe_color;
            break;
        case LookSlot::kGlasses:
            look.glasses = static_cast<Glasses>(row.value);
            break;
        case LookSlot::kBeard:
            look.beard = true;
            look.hair_color = modifiers.color ? modifiers.color : look.hair_color;
            break;
        case LookSlot::kHair: {
            const auto style = static_cast<HairStyle>(row.value);
            if (style != HairStyle::kUnspecified) {
                look.hair = style;
            }
            for (const int adjective : modifiers.person_rows) {
                PersonLook only;
                person_adjective_rows()[static_cast<std::size_t>(adjective)].apply(only);
                if (only.hair != HairStyle::kUnspecified) {
                    look.hair = only.hair;
                }
                if (only.hair_color) {
                    look.hair_color = only.hair_color;
                }
            }
            for (const int size : modifiers.big_rows) {
                const float factor = size_rows()[static_cast<std::size_t>(size)].factor;
                look.hair = factor > 1.0F ? HairStyle::kLong : HairStyle::kShort;
            }
            look.hair_color = modifiers.color ? modifiers.color : look.hair_color;
            break;
        }
        case LookSlot::kWorn:
            look.worn.*kWorn[static_cast<std::size_t>(row.value)] = true;
            break;
        case LookSlot::kOther:
            break;
    }
}

// "a boat with a red sail", "a house with a blue door": parts that the catalogue colours by
// themselves.
bool ShotReader::read_accent(std::size_t at) {
    constexpr std::pair<std::string_view, std::string_view> kPainted[] = {
        {"house", "door|doors"},
        {"cat", "stripe|stripes"},
        {"fish", "fin|fins|belly"},
        {"bird|parrot|gull|eagle|duck", "belly|wings|tips"},
        {"sailboat|rowboat|ship", "sail|sails"},
    };
    if (last_noun_.size() != 1 || verb_seen_) {
        return false;
    }
    Modifiers modifiers;
    NounPhrase unused;
    std::size_t part = at;
    read_determiners(part, modifiers, unused);
    while (read_modifier(part, modifiers)) {
    }
    Entity& owner = story_.cast[static_cast<std::size_t>(last_noun_.front())].entity;
    const bool painted = std::ranges::any_of(kPainted, [&](const auto& row) {
        return listed(row.first, owner.kind) && is_any(part, row.second);
    });
    if (!painted || !modifiers.color) {
        return false;
    }
    if (is_any(part, "sail|sails")) {
        // The colour of a sailboat is its sail's; the second one is the hull's.
        const int under_sail = story_.thing_named("sailboat");
        if (under_sail >= 0) {
            story_.cast[static_cast<std::size_t>(last_noun_.front())].thing = under_sail;
            owner.kind = std::string(story_.thing_of(last_noun_.front()).name);
        }
        owner.accent = owner.color;
        owner.color = modifiers.color;
    } else {
        owner.accent = modifiers.color;
    }
    story_.notes.understood(shown(at, part + 1), "a colour of its own");
    use(at, part + 1);
    at_ = part + 1;
    noun_just_read_ = true;
    return true;
}

// "made of wood", "carved from ice".
bool ShotReader::read_made_of() {
    if (!is_any(at_, "made|built|carved|crafted|constructed|woven") ||
        !is_any(at_ + 1, "of|from|out|entirely") || last_noun_.empty()) {
        return false;
    }
    std::size_t at = at_ + 1;
    while (is_any(at, "of|from|out|entirely|solid|pure|shiny|old|the|a|an")) {
        ++at;
    }
    const Hit* material = hit(at, WordKind::kMaterial);
    if (material == nullptr) {
        return false;
    }
    const std::string name(story_.nouns->materials[static_cast<std::size_t>(material->row)].name);
    for (const int member : last_noun_) {
        story_.cast[static_cast<std::size_t>(member)].entity.material = name;
    }
    const std::size_t end = at + material->length;
    story_.notes.understood(shown(at_, end), "material " + name);
    use(at_, end);
    at_ = end;
    return true;
}

void ShotReader::name_member(int member, std::string_view name) {
    CastMember& known = story_.cast[static_cast<std::size_t>(member)];
    known.name = std::string(name);
}

}  // namespace hibari::world
