#include "world/director/merge_actions.h"

#include "world/script/script_json.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

/// What of a body a verb needs: two verbs of one of them exclude each other.
enum class Need : std::uint8_t { kWhole, kGesture, kFace, kHands };

Need need_of(Verb verb) {
    switch (verb) {
        case Verb::kWave:
        case Verb::kPoint:
        case Verb::kClap:
        case Verb::kNod:
        case Verb::kShakeHead:
        case Verb::kBow:
        case Verb::kLook:
        case Verb::kHug:
            return Need::kGesture;
        case Verb::kTalk:
        case Verb::kSing:
        case Verb::kLaugh:
        case Verb::kCry:
        case Verb::kSmile:
        case Verb::kFrown:
        case Verb::kGasp:
        case Verb::kBark:
        case Verb::kMeow:
        case Verb::kNeigh:
        case Verb::kChirp:
        case Verb::kWag:
            return Need::kFace;
        case Verb::kHold:
        case Verb::kPickUp:
        case Verb::kDrop:
        case Verb::kPush:
        case Verb::kPull:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kBlow:
        case Verb::kPour:
        case Verb::kRead:
        case Verb::kPlayInstrument:
        case Verb::kThrow:
        case Verb::kJuggle:
        case Verb::kCatch:
        case Verb::kKick:
        case Verb::kShoot:
        case Verb::kDunk:
        case Verb::kDribble:
        case Verb::kBowl:
        case Verb::kBat:
        case Verb::kStack:
            return Need::kHands;
        default:
            return Need::kWhole;
    }
}

bool fits(const std::string& told, const std::string& had) {
    return told.empty() || had.empty() || told == had;
}

/// What the words say of a deed that is done anyway; what they leave open stays.
void tell_more(Action& action, const Action& told) {
    const Action usual;
    action.object = told.object.empty() ? action.object : told.object;
    action.target = told.target.empty() ? action.target : told.target;
    const auto take = [&](auto member) {
        if (told.*member != usual.*member) {
            action.*member = told.*member;
        }
    };
    take(&Action::direction);
    take(&Action::intensity);
    take(&Action::outcome);
    take(&Action::via);
    take(&Action::repeat);
    take(&Action::turns);
    take(&Action::start_s);
    take(&Action::duration_s);
}

int last_step(const TakePart& part) {
    int last = -1;
    for (const Action& action : part.actions) {
        last = std::max(last, action.step);
    }
    for (const SpokenLine& line : part.lines) {
        last = std::max(last, line.step);
    }
    return last;
}

class Merger {
  public:
    Merger(std::span<TakePart> parts, const MergeOptions& how) : parts_(parts), how_(how) {}

    void merge(const std::string& subject, std::vector<Action> told) {
        if (!how_.besides) {
            std::erase_if(told, [&](const Action& action) { return tell_again(action); });
        }
        if (told.empty()) {
            return;
        }
        const std::size_t all_in = first_with(told);
        for (TakePart& part : parts_.subspan(all_in)) {
            if (how_.besides ? &part == &parts_.back() : replace(part, subject, told)) {
                add(part, told, how_.besides ? last_step(part) + 1 : step_);
                return;
            }
        }
        if (followed_ != nullptr && followed_ >= &parts_[all_in]) {
            add(*followed_, told, behind_);  // "He shoots, scores and celebrates."
            return;
        }
        TakePart& first = parts_[all_in];
        const auto own = std::ranges::find(first.actions, subject, &Action::subject);
        add(first, told, own == first.actions.end() ? 0 : own->step);
    }

  private:
    /// The first part in which all they speak of have come in.
    std::size_t first_with(const std::vector<Action>& told) const {
        std::size_t part = 0;
        for (const Action& action : told) {
            for (const std::string& id : {action.subject, action.object, action.target}) {
                part = std::max(part, part_of(parts_, id));
            }
        }
        return part;
    }

    bool tell_again(const Action& told) {
        for (TakePart& part : parts_.subspan(first_with({told}))) {
            for (Action& action : part.actions) {
                if (action.subject == told.subject && action.verb == told.verb &&
                    fits(told.object, action.object) && fits(told.target, action.target) &&
                    again_.insert(&action).second) {
                    tell_more(action, told);
                    followed_ = &part;
                    behind_ = action.step - told.step;
                    return true;
                }
            }
        }
        return false;
    }

    bool gives_way(const Action& action, const std::vector<Action>& told) const {
        if (how_.instead) {
            return true;
        }
        if (!how_.not_these.empty()) {
            return std::ranges::find(how_.not_these, action.verb) != how_.not_these.end();
        }
        return std::ranges::any_of(told, [&](const Action& now) {
            return need_of(now.verb) == need_of(action.verb);
        });
    }

    // Takes out what gives way; says whether there was any.
    bool replace(TakePart& part, const std::string& subject, const std::vector<Action>& told) {
        std::vector<Action> left;
        bool any = false;
        for (const Action& action : part.actions) {
            const bool goes =
                action.subject == subject && !again_.contains(&action) && gives_way(action, told);
            if (goes && !any) {
                step_ = action.step;
                position_ = left.size();
            }
            any = any || goes;
            if (!goes) {
                left.push_back(action);
            }
        }
        if (any) {
            part.actions = std::move(left);
        }
        return any;
    }

    void add(TakePart& part, const std::vector<Action>& told, int first_step) {
        std::size_t at =
            how_.besides ? part.actions.size() : std::min(position_, part.actions.size());
        for (Action action : told) {
            if (part.actions.size() >= Limits::kActionsMax) {
                return;
            }
            action.step = std::clamp(first_step + action.step, 0, Limits::kStepMax);
            part.actions.insert(
                part.actions.begin() + static_cast<std::ptrdiff_t>(at), std::move(action)
            );
            ++at;
        }
    }

    std::span<TakePart> parts_;
    const MergeOptions& how_;
    std::set<const Action*> again_ = {};  ///< told once more by the words
    TakePart* followed_ = nullptr;        ///< where the last of them is
    int behind_ = 0;                      ///< so many steps later than the words count
    int step_ = 0;
    std::size_t position_ = Limits::kActionsMax;
};

}  // namespace

void merge_actions(
    std::span<TakePart> parts, std::span<const Action> told, const MergeOptions& how
) {
    std::vector<std::string> order;
    std::map<std::string, std::vector<Action>> by_subject;
    for (const Action& action : told) {
        if (!by_subject.contains(action.subject)) {
            order.push_back(action.subject);
        }
        by_subject[action.subject].push_back(action);
    }
    for (const std::string& subject : order) {
        Merger(parts, how).merge(subject, by_subject[subject]);
    }
}

void merge_lines(std::span<TakePart> parts, std::span<const SpokenLine> told, bool besides) {
    std::set<std::string> silenced;
    for (const SpokenLine& line : told) {
        const bool said = std::ranges::any_of(parts, [&](const TakePart& part) {
            return std::ranges::any_of(part.lines, [&](const SpokenLine& other) {
                return other.speaker == line.speaker && other.text == line.text;
            });
        });
        if (said) {
            silenced.insert(line.speaker);
            continue;
        }
        const auto mine = [&](const SpokenLine& other) { return other.speaker == line.speaker; };
        TakePart* where = besides ? &parts.back() : &parts[part_of(parts, line.speaker)];
        SpokenLine now = line;
        now.step = besides ? std::min(last_step(*where) + 1, Limits::kStepMax) : now.step;
        if (!besides && silenced.insert(line.speaker).second) {
            for (TakePart& part : parts) {
                const auto first = std::ranges::find_if(part.lines, mine);
                if (first != part.lines.end()) {
                    now.step = first->step;
                    where = &part;
                    std::erase_if(part.lines, mine);
                    break;
                }
            }
        }
        if (where->lines.size() < Limits::kLinesMax) {
            where->lines.push_back(std::move(now));
        }
    }
}

}  // namespace hibari::world
