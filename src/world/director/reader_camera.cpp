// What the camera does: its phrases and its sentences.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"

#include <algorithm>

namespace hibari::world {
namespace {

/// "hold on her face": the camera stands and looks.
constexpr std::string_view kRests =
    "hold|holds|holding|linger|lingers|lingering|rest|rests|remain|remains|stay|stays|settle|"
    "settles";

bool keeps_still(const CameraRow& row) {
    return row.move == static_cast<int>(CameraMove::kAuto) ||
           row.move == static_cast<int>(CameraMove::kStatic);
}

}  // namespace

void ShotReader::apply_camera(const CameraRow& row) {
    Camera& camera = shot_.camera;
    // "A static camera shows": to show is no other move.
    const bool plain = row.move == static_cast<int>(CameraMove::kAuto);
    if (row.move >= 0 && !(plain && shot_.camera_set)) {
        camera.move = static_cast<CameraMove>(row.move);
    }
    shot_.camera_set = true;
    if (row.framing >= 0) {
        camera.framing = static_cast<Framing>(row.framing);
    }
    if (row.angle >= 0) {
        camera.angle = static_cast<Angle>(row.angle);
    }
    if (row.handheld >= 0.0F) {
        camera.handheld = row.handheld;
    }
    if (row.lens_mm > 0.0F) {
        camera.lens_mm = row.lens_mm;
    }
    if (row.world_speed > 0.0F) {
        shot_.speed = row.world_speed;
    }
    if (row.shallow_focus >= 0) {
        camera.shallow_focus = row.shallow_focus == 1;
    }
    camera.rack_focus = camera.rack_focus || row.rack_focus;
}

// Whether what the camera does leads from one thing to another.
bool ShotReader::goes_from_to() const {
    const CameraMove move = shot_.camera.move;
    return shot_.camera.rack_focus || move == CameraMove::kPanLeft ||
           move == CameraMove::kPanRight || move == CameraMove::kTiltUp ||
           move == CameraMove::kTiltDown;
}

// "from the mug on the table to the woman": between what the look or the focus goes.
bool ShotReader::read_from_to() {
    if (!is(at_, "from") || !goes_from_to() ||
        is_any(at_ + 1, "left|right|top|bottom|below|above")) {
        return false;
    }
    const std::size_t begin = at_;
    const NounPhrase first = noun_phrase(at_ + 1, true);
    if (first.kind != NounKind::kCast || first.who.empty()) {
        return false;
    }
    see(first.who);
    std::size_t cursor = first.end;
    if (const Hit* where = hit(cursor, WordKind::kPreposition);
        where != nullptr && !is(cursor, "to")) {
        const int relation = preposition_rows()[static_cast<std::size_t>(where->row)].relation;
        const NounPhrase support = noun_phrase(cursor + where->length, true);
        if (support.kind == NounKind::kCast && !support.who.empty() && relation >= 0) {
            see(support.who);
            relate(first.who.front(), static_cast<RelationKind>(relation), support.who.front());
        }
        cursor = std::max(support.end, cursor + where->length);
    }
    shot_.camera_from = first.who.front();
    if (is_any(cursor, "to|towards|onto")) {
        const NounPhrase second = noun_phrase(cursor + 1, true);
        if (second.kind == NounKind::kCast && !second.who.empty()) {
            see(second.who);
            shot_.camera_subject = second.who.front();
            last_noun_ = second.who;
            subject_ = second.who;
            noun_just_read_ = true;
            cursor = second.end;
        }
    }
    use(begin, cursor);
    at_ = cursor;
    return true;
}

// "slow crane up", "quick zoom in": the pace of a move stands before it.
bool ShotReader::read_paced_move() {
    const Hit* pace = hit(at_, WordKind::kManner);
    if (pace == nullptr || pace->length != 1 || is_boundary(at_ + 1) ||
        hit(at_, WordKind::kCamera) != nullptr) {
        return false;
    }
    const Hit* move = hit(at_ + 1, WordKind::kCamera);
    if (move == nullptr || camera_rows()[static_cast<std::size_t>(move->row)].move < 0) {
        return false;
    }
    const std::size_t begin = at_;
    const Hit asked = *move;
    ++at_;
    if (!accept_setting(asked) || !read_setting()) {
        at_ = begin;
        return false;
    }
    use(begin, begin + 1);
    shot_.camera.speed =
        clamp(manner_rows()[static_cast<std::size_t>(pace->row)].factor, 0.25F, 3.0F);
    return true;
}

// Whether a verb of the camera stands there; one that only looks counts when `looking`.
bool ShotReader::moves_the_camera(std::size_t at, bool looking) const {
    const Hit* verb = hit(at, WordKind::kCameraVerb);
    return verb != nullptr &&
           (looking || !keeps_still(camera_verb_rows()[static_cast<std::size_t>(verb->row)]));
}

// "orbits a dancer in a red dress": whether what somebody wears stands at `at`.
bool ShotReader::dressed_at(std::size_t at) const {
    constexpr std::size_t kWordsMax = 4;
    if (!is_any(at, "in|wearing")) {
        return false;
    }
    for (std::size_t i = at + 1; i <= at + kWordsMax && !is_boundary(i); ++i) {
        if (const Hit* garment = hit(i, WordKind::kGarment); garment != nullptr) {
            const auto head = head_at(i);
            return head && head->kind == WordKind::kGarment;
        }
    }
    return false;
}

bool ShotReader::read_camera_sentence() {
    std::size_t at = at_;
    while (is_any(
               at,
               "the|a|an|our|and|then|as|handheld|drone|slow|shaky|,|static|smooth|fast|long|wide|"
               "steady|quick|low|high|aerial|single|continuous|close|fixed|locked|stationary|still"
           ) &&
           at < at_ + 3) {
        ++at;
    }
    // "The shot is an air ball", "the shot is good": what was shot, not what we see.
    for (std::size_t word = at + 2; is_any(at, "shot") && is_any(at + 1, "is|was") && word < at + 5;
         ++word) {
        const Hit* deed = hit(word, WordKind::kActionNoun);
        const bool decided =
            deed != nullptr &&
            action_noun_rows()[static_cast<std::size_t>(deed->row)].outcome != Outcome::kNone;
        if (decided || hit(word, WordKind::kOutcome) != nullptr ||
            hit(word, WordKind::kResult) != nullptr ||
            is_any(word, "good|perfect|blocked|missed")) {
            return false;
        }
    }
    if (at_ > 0 && is_any(at_ - 1, "at|to|into|towards|toward|for") &&
        is_any(at, "camera|cam|lens|viewer")) {
        // "She looks at the camera and smiles": nothing that the camera does.
        use(at_, at + 1, TokenUse::kGrammar);
        at_ = at + 1;
        return true;
    }
    const bool camera = is_any(at, "camera|cam|lens|viewpoint|viewfinder") ||
                        (is(at, "drone") && at > at_) ||
                        (is(at, "focus") && at > at_ && moves_the_camera(at + 1, true)) ||
                        (is(at, "we") && moves_the_camera(at + 1, false)) ||
                        (is_any(at, "shot|view|frame") && at > at_ && is_any(at_, "the|a|an") &&
                         !verb_seen_ && moves_the_camera(at + 1, is(at_, "the")));
    const bool first = at_ == 0 || ends_sentence(tokens_[at_ - 1]) || is(at_ - 1, ":");
    const bool rests = first && subject_.empty() && is_any(at_, kRests) && is(at_ + 1, "on");
    const bool imperative =
        topic_ == Topic::kCamera || rests ||
        (first && is_any(at_, "zoom|pan|orbit|dolly|tilt|crane|truck|track|arc") &&
         moves_the_camera(at_, false) &&
         is_any(
             at_ + 1,
             "in|out|around|across|up|down|left|right|slowly|over|to|towards|through|along|from|"
             "past|back|on|with|alongside|quickly|gently"
         ));
    if (!camera && !imperative) {
        return false;
    }
    const std::size_t begin = at_;
    for (std::size_t word = begin; word < at; ++word) {
        if (is_any(word, "handheld|shaky")) {
            shot_.camera.handheld = std::max(shot_.camera.handheld, 0.4F);
        }
        if (is_any(word, "static|fixed|locked|stationary|still")) {
            shot_.camera.move = CameraMove::kStatic;
            shot_.camera_set = true;
        }
    }
    std::size_t cursor = camera ? at + 1 : at;
    float speed = 1.0F;
    bool found = false;
    std::vector<int> watched;
    int where = -1;  ///< relation of the noun before to the next one: "books on a desk"
    // Up to the end of the clause: verbs of the camera, what they look at, how fast.
    while (cursor < tokens_.size() && cursor < begin + 24) {
        if (ends_sentence(tokens_[cursor]) || is_any(cursor, ";|while|as|:|until") ||
            tokens_[cursor].kind == TokenKind::kQuote) {
            break;
        }
        if (found && setting_ahead(cursor)) {
            break;  // "circles a dancer in the rain at night"
        }
        if (is(cursor, ",") && (hit(cursor + 1, WordKind::kStyle) != nullptr ||
                                (found && !is_any(cursor + 1, "then|and")))) {
            break;
        }
        if (is_any(cursor, kRests) && is(cursor + 1, "on")) {
            shot_.camera.move = CameraMove::kStatic;  // "holds on his face"
            found = true;
            cursor += 2;
            continue;
        }
        if (is_any(cursor, "his|her|their|the") && is_any(cursor + 1, "face|eyes|expression")) {
            const int owner =
                is(cursor, "the") ? shot_.camera_subject : owner_of_pronoun(tokens_[cursor].text);
            shot_.camera_subject = owner >= 0 ? owner : shot_.camera_subject;
            shot_.camera.framing = Framing::kCloseUp;
            cursor += 2;
            continue;
        }
        const Hit* verb = hit(cursor, WordKind::kCameraVerb);
        const Hit* noun = hit(cursor, WordKind::kCamera);
        const bool to_be = is_any(cursor, "is|are|be|was|stays|remains|stay|remain|holds|hold");
        if (noun != nullptr && (verb == nullptr || noun->length > verb->length) && !to_be) {
            apply_camera(camera_rows()[static_cast<std::size_t>(noun->row)]);
            cursor += noun->length;
            found = true;
            continue;
        }
        if (verb != nullptr &&
            (camera || verb->length > 1 || verb->form != VerbForm::kBase || cursor == begin)) {
            const CameraRow& row = camera_verb_rows()[static_cast<std::size_t>(verb->row)];
            if (!(found && keeps_still(row))) {
                apply_camera(row);
                // "pans to the left"
                std::size_t next = cursor + verb->length;
                while (is_any(next, "slowly|quickly|gently|from|smoothly|gradually")) {
                    ++next;
                }
                // "from left to right" ends at the right.
                std::size_t end = next + (is_any(next, "left|right") ? 1 : 0);
                end += is(end, "to") ? 1 : 0;
                end += is(end, "the") ? 1 : 0;
                const Hit* way = hit(is_any(end, "left|right") ? end : next, WordKind::kDirection);
                if (way != nullptr) {
                    const Direction direction =
                        direction_rows()[static_cast<std::size_t>(way->row)].value;
                    CameraMove& move = shot_.camera.move;
                    if (direction == Direction::kLeft && move == CameraMove::kPanRight) {
                        move = CameraMove::kPanLeft;
                    } else if (direction == Direction::kRight && move == CameraMove::kPanLeft) {
                        move = CameraMove::kPanRight;
                    } else if (direction == Direction::kLeft && move == CameraMove::kTruckRight) {
                        move = CameraMove::kTruckLeft;
                    } else if (direction == Direction::kDown && move == CameraMove::kTiltUp) {
                        move = CameraMove::kTiltDown;
                    }
                }
            }
            cursor += verb->length;
            found = true;
            continue;
        }
        if (const Hit* manner = hit(cursor, WordKind::kManner); manner != nullptr) {
            speed = manner_rows()[static_cast<std::size_t>(manner->row)].factor;
            cursor += manner->length;
            continue;
        }
        if (const Hit* order = hit(cursor, WordKind::kOrder);
            order != nullptr ||
            is_any(
                cursor,
                "and|to|,|in|on|at|its|it|towards|toward|into|around|with|up|down|out|behind|from|"
                "through|past|back|away|of|across|over|along|alongside|'s|-|for|them|him|her|"
                "steady|steadily|continuously|close|low|high|left|right|face"
            )) {
            const Hit* place = hit(cursor, WordKind::kPreposition);
            const bool noun_before =
                shot_.camera_subject >= 0 && cursor > begin && head_at(cursor - 1).has_value();
            where = place != nullptr && noun_before
                        ? preposition_rows()[static_cast<std::size_t>(place->row)].relation
                        : -1;
            ++cursor;
            continue;
        }
        const std::size_t keep = at_;
        at_ = cursor;
        const NounPhrase phrase = noun_phrase(cursor, true);
        at_ = keep;
        if (phrase.kind == NounKind::kCast && !phrase.who.empty()) {
            // "..., and a dog runs by" begins another clause.
            if (found && reads_as_verb(phrase.end, phrase.plural) &&
                is_any(cursor - 1, "and|,|then")) {
                break;
            }
            see(phrase.who);
            if (where >= 0) {
                for (const int member : last_noun_) {
                    relate(member, static_cast<RelationKind>(where), phrase.who.front());
                }
                cursor = phrase.end;
                where = -1;
                continue;
            }
            const bool begins = goes_from_to() && cursor > begin && is(cursor - 1, "from");
            (begins ? shot_.camera_from : shot_.camera_subject) = phrase.who.front();
            last_noun_ = phrase.who;
            cursor = phrase.end;
            const Hit* doing = hit(cursor, WordKind::kVerb);
            if (dressed_at(cursor) || (doing != nullptr && doing->form == VerbForm::kIng) ||
                (is_any(cursor, "that|who|which") && reads_as_verb(cursor + 1, phrase.plural))) {
                watched = phrase.who;  // "follows a boat floating by": the rest is about the boat.
                break;
            }
            continue;
        }
        if (phrase.kind == NounKind::kPlace) {
            set_place(phrase.place, cursor, phrase.end);
        }
        cursor = phrase.kind == NounKind::kNone ? cursor + 1 : phrase.end;
    }
    if (!found && !camera) {
        return false;
    }
    if (speed != 1.0F) {
        shot_.camera.speed = clamp(speed, 0.25F, 3.0F);
    }
    shot_.camera_set = true;
    use(begin, cursor);
    story_.notes.understood(
        shown(begin, cursor), "camera " + std::string(enum_name(shot_.camera.move))
    );
    at_ = std::max(cursor, at_ + 1);
    subject_ = watched;
    noun_just_read_ = !watched.empty();
    return true;
}

}  // namespace hibari::world
