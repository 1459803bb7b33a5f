#include "world/physics/stage/entrance.h"

#include "world/physics/stage/roles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string>
#include <utility>

namespace hibari::world {

namespace {

constexpr float kMargin = 1.12F;  // The picture is taken to be so much larger: the camera moves.
constexpr float kStep_m = 0.25F;  // In which a place outside is looked for,
constexpr float kFarthest_m = 45.0F;
constexpr float kAir_m = 0.15F;    // between it and what stands there.
constexpr float kWades_m = 0.45F;  // On foot.
constexpr float kToWall_m = 0.6F;  // Beyond the space that is played in.
constexpr float kDraught_m = 0.3F;
constexpr float kLane_m = 1.2F;    // Between those past whom it goes,
constexpr float kBeyond_m = 8.0F;  // and so far on.
constexpr float kWalk_mps = 1.3F;
constexpr float kMadeOut = 0.09F;  // Of the picture's height: what is smaller comes nearer.
constexpr float kInTime = 0.4F;    // Of the part: who would walk longer runs.

/// Who goes somewhere by doing it.
bool travels(Verb verb) {
    switch (verb) {
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kSwim:
        case Verb::kFly:
        case Verb::kRoll:
        case Verb::kSlide:
        case Verb::kHit:
        case Verb::kBowl:
            return true;
        default:
            return is_riding(verb);
    }
}

/// Who and what comes in together: a rider and its horse, a cup on a tray.
struct Party {
    std::vector<int> members;  // The one that carries the others first.

    int base() const { return members.front(); }
};

class Doorkeeper {
  public:
    Doorkeeper(Scene& scene, Layout& layout, const Shot& shot, int first, const Picture& picture)
        : scene_(scene), layout_(layout), shot_(shot), first_(first), picture_(picture) {}

    Result<std::vector<Entrance>> run(Rng rng) {
        HIBARI_TRY(plan(rng));
        for (const Party& party : parties()) {
            HIBARI_TRY(place(party));
        }
        return std::move(entrances_);
    }

  private:
    // ---- The plan: where they would stand if the shot began with them

    /// A stage drawn anew with everybody on it tells how newcomers stand to each other and to those
    /// who are there.
    Result<void> plan(Rng rng) {
        scratch_.emplace(scene_.environment(), scene_.performer_factory(), std::stop_token{});
        for (const Actor& actor : scene_.actors()) {
            if (!actor.backdrop) {
                planned_[actor.entity] = HIBARI_TRY(scratch_->add_actor(
                    actor.script, rng.split("entity").split(actor.script.id), false
                ));
            }
        }
        const Layout drawn = arrange(*scratch_, shot_, picture_.aspect, rng.split("layout"));
        const std::size_t count = scene_.actors().size();
        layout_.hung.resize(count, false);
        layout_.in_hand.resize(count, false);
        layout_.carrier.resize(count, -1);
        layout_.scenery.resize(count, true);
        // Whoever is looked at is not left for a thing that comes by.
        const bool asked = !shot_.camera.subject.empty();
        const bool alive = drawn.main >= 0 && scratch_->actor(drawn.main).is_alive();
        const bool stays =
            layout_.main >= 0 && scene_.actor(layout_.main).is_alive() && !is_out_now(layout_.main);
        if (drawn.main >= 0 && (asked || alive || !stays)) {
            layout_.main = actual(drawn.main);
        }
        for (const auto& [entity, there] : planned_) {
            const auto index = static_cast<std::size_t>(there);
            if (entity < first_) {
                continue;
            }
            scene_.actor(entity).origin = scratch_->actor(there).origin;
            layout_.hung[at(entity)] = drawn.hung[index];
            layout_.scenery[at(entity)] = drawn.scenery[index];
            const int carrier = drawn.carrier[index] < 0 ? -1 : actual(drawn.carrier[index]);
            if (carrier >= first_ || (carrier >= 0 && is_out_now(carrier))) {
                layout_.in_hand[at(entity)] = true;
                layout_.carrier[at(entity)] = carrier;
            }
        }
        return {};
    }

    static std::size_t at(int entity) { return static_cast<std::size_t>(entity); }

    /// The entity that somebody of the drawn stage is.
    int actual(int planned) const { return scene_.find(scratch_->actor(planned).script.id); }

    const Pose& drawn(int entity) const { return scratch_->actor(planned_.at(entity)).origin; }

    /// Newcomers by what carries them.
    std::vector<Party> parties() const {
        std::vector<int> leader(scene_.actors().size());
        std::iota(leader.begin(), leader.end(), 0);
        const auto root = [&](int entity) {
            while (leader[at(entity)] != entity) {
                entity = leader[at(entity)];
            }
            return entity;
        };
        const auto join = [&](int carried, int carrier) {
            if (carried >= first_ && carrier >= first_ && root(carried) != root(carrier)) {
                leader[at(root(carried))] = root(carrier);
            }
        };
        for (int entity = first_; entity < static_cast<int>(leader.size()); ++entity) {
            const Actor& actor = scene_.actor(entity);
            for (const Relation& relation : actor.script.relations) {
                const int other = scene_.find(relation.target);
                if (relation.kind == RelationKind::kOn || relation.kind == RelationKind::kInside ||
                    relation.kind == RelationKind::kRiding) {
                    join(entity, other);
                } else if (relation.kind == RelationKind::kHolding) {
                    join(other, entity);
                }
            }
            join(entity, layout_.carrier[at(entity)]);
            const Action* deed = first_deed(shot_, actor.script.id);
            if (deed != nullptr && is_riding(deed->verb)) {
                join(entity, scene_.find(deed->object));
            }
        }
        std::vector<Party> all;
        for (int entity = first_; entity < static_cast<int>(leader.size()); ++entity) {
            if (scene_.actor(entity).backdrop || root(entity) != entity) {
                continue;
            }
            Party party{.members = {entity}};
            for (int other = first_; other < static_cast<int>(leader.size()); ++other) {
                if (other != entity && root(other) == entity) {
                    party.members.push_back(other);
                }
            }
            all.push_back(std::move(party));
        }
        return all;
    }

    // ---- Questions

    /// Of a party as drawn, moved by `shift`.
    Box box_of(const Party& party, Vec3 shift) const {
        Box box;
        for (const int member : party.members) {
            const Actor& actor = scene_.actor(member);
            const Vec3 half = actor.blueprint.half_extent;
            const float wide = std::max(half.x, half.z);
            const Vec3 foot = actor.origin.position + shift;
            box.grow(foot - Vec3{wide, 0, wide});
            box.grow(foot + Vec3{wide, 2.0F * half.y, wide});
        }
        return box;
    }

    Box box_now(int entity) const {
        Box box;
        scene_.world_bounds(entity, box.low, box.high);
        return box;
    }

    bool is_out_now(int entity) const {
        return entity < first_ && is_out(picture_, box_now(entity), kMargin);
    }

    float floor_at(Vec3 spot) const {
        return std::max(
            scene_.ground_y(spot.x, spot.z),
            scene_.environment().water.present ? scene_.environment().water.level_m : -1e9F
        );
    }

    /// On the ground or the water as high above it as it was drawn.
    Vec3 grounded(const Party& party, Vec3 spot) const {
        const Vec3 was = drawn(party.base()).position;
        spot.y = was.y + floor_at(spot) - floor_at(was);
        return spot;
    }

    bool is_aloft(const Party& party) const {
        constexpr float kLow_m = 0.5F;
        const Vec3 was = drawn(party.base()).position;
        return was.y > floor_at(was) + kLow_m;
    }

    /// Inside of the place, on ground or water that carries it, and with nothing else there.
    bool has_room(const Party& party, Vec3 spot) const {
        const Actor& base = scene_.actor(party.base());
        const Box box = box_of(party, spot - base.origin.position);
        const Place& place = *scene_.environment().place;
        const Vec3 stage = place.half_extent;
        // Up to its walls, which are a little beyond the space that is played in.
        const float front = std::max(stage.z, place.camera_reach_m);
        if (place.indoor && (box.low.x < -stage.x - kToWall_m || box.high.x > stage.x + kToWall_m ||
                             box.low.z < -stage.z - kToWall_m || box.high.z > front + kToWall_m ||
                             box.high.y > 2.0F * stage.y || is_in_wall(box))) {
            return false;
        }
        if (!is_aloft(party)) {
            const auto surface = scene_.water_y(spot.x, spot.z);
            const float deep = surface ? *surface - scene_.ground_y(spot.x, spot.z) : 0.0F;
            if (needs_water(party) ? deep < kDraught_m : deep > kWades_m) {
                return false;
            }
        }
        return std::ranges::none_of(scene_.actors(), [&](const Actor& other) {
            if (other.entity >= first_ || other.links.empty()) {
                return false;
            }
            const Box theirs = box_now(other.entity);
            const Vec3 shared = min(theirs.high, box.high) - max(theirs.low, box.low);
            constexpr float kFloor_m = 0.3F;
            return shared.x > -kAir_m && shared.y > kFloor_m * 0.1F && shared.z > -kAir_m &&
                   theirs.size().y > kFloor_m;
        });
    }

    bool is_in_wall(const Box& box) const {
        const Vec3 middle = box.center();
        const Vec3 half = (box.high - box.low) * 0.5F;
        return !scene_.is_free(middle, middle + Vec3{half.x, 0, 0}) ||
               !scene_.is_free(middle, middle - Vec3{half.x, 0, 0}) ||
               !scene_.is_free(middle, middle + Vec3{0, 0, half.z}) ||
               !scene_.is_free(middle, middle - Vec3{0, 0, half.z});
    }

    bool needs_water(const Party& party) const {
        const Actor& base = scene_.actor(party.base());
        const Action* deed = deed_of(party);
        return scene_.environment().water.present &&
               ((base.thing->traits.floats && base.thing->category == Category::kVehicle) ||
                base.script.kind.find("board") != std::string::npos ||
                (deed != nullptr && (deed->verb == Verb::kSwim || deed->verb == Verb::kSail ||
                                     deed->verb == Verb::kSurf || deed->verb == Verb::kPaddle)));
    }

    /// Nothing that stays where it is stands between.
    bool is_free_way(const Party& party, Vec3 from, Vec3 to) const {
        const Vec3 middle{0, std::max(0.5F, scene_.actor(party.base()).blueprint.half_extent.y), 0};
        return scene_.is_free(from + middle, to + middle);
    }

    /// Nobody and nothing that stands about is run into.
    bool is_clear_way(const Party& party, Vec3 from, Vec3 to, int target) const {
        const Vec3 was = scene_.actor(party.base()).origin.position;
        const Vec3 half = scene_.actor(party.base()).blueprint.half_extent;
        const float wide = std::min(half.x, half.z);
        Box box = box_of(party, from - was);
        const float high = box.size().y;
        const Vec3 low{std::min(from.x, to.x), box.low.y, std::min(from.z, to.z)};
        const Vec3 far{std::max(from.x, to.x), box.low.y + high, std::max(from.z, to.z)};
        box = {low - Vec3{wide, 0, wide}, far + Vec3{wide, 0, wide}};
        return std::ranges::none_of(scene_.actors(), [&](const Actor& other) {
            if (other.entity >= first_ || other.entity == target || other.links.empty()) {
                return false;
            }
            constexpr float kStep_up_m = 0.15F;
            const Box theirs = box_now(other.entity);
            const Vec3 shared = min(theirs.high, box.high) - max(theirs.low, box.low);
            return shared.x > -kAir_m && shared.y > kStep_up_m && shared.z > -kAir_m;
        });
    }

    bool is_hidden(const Party& party, Vec3 spot) const {
        const Vec3 shift = spot - scene_.actor(party.base()).origin.position;
        return is_out(picture_, box_of(party, shift), kMargin);
    }

    /// The first deed of anybody of the party, of the living before that of things.
    const Action* deed_of(const Party& party) const {
        const Action* found = nullptr;
        for (const int member : party.members) {
            const Action* deed = first_deed(shot_, scene_.actor(member).script.id);
            if (deed != nullptr && (found == nullptr || scene_.actor(member).is_alive())) {
                found = deed;
            }
        }
        return found;
    }

    bool has_legs(const Party& party) const { return scene_.actor(party.base()).is_alive(); }

    /// Somebody who is there already and to whom it comes: -1 when there is nobody.
    int host_of(const Party& party) const {
        const auto there = [&](std::string_view id) {
            const int entity = scene_.find(id);
            return entity >= 0 && entity < first_ ? entity : -1;
        };
        for (const int member : party.members) {
            const std::string& id = scene_.actor(member).script.id;
            for (const Relation& relation : scene_.actor(member).script.relations) {
                if (const int host = there(relation.target); host >= 0) {
                    return host;
                }
            }
            for (const Action& action : shot_.actions) {
                if (action.subject == id) {
                    for (const std::string* other : {&action.target, &action.object}) {
                        if (const int host = there(*other); host >= 0) {
                            return host;
                        }
                    }
                } else if (action.object == id || action.target == id) {
                    if (const int host = there(action.subject); host >= 0) {
                        return host;
                    }
                }
            }
        }
        const int main = layout_.main;
        return main >= 0 && main < first_ && !is_out_now(main) ? main : -1;
    }

    /// Where it would stand among those who are there now, near enough to be made out.
    Vec3 spot_of(const Party& party, int host) const {
        const Vec3 was = drawn(party.base()).position;
        const Vec3 eye = picture_.camera.position;
        const Vec3 ahead = rotate(picture_.camera.rotation, {0, 0, -1});
        Vec3 spot = eye + ahead * picture_.camera.focus_m;
        if (host >= 0) {
            const Vec3 off = was - drawn(host).position;
            spot = scene_.center_of_mass(host) + Vec3{off.x, 0, off.z};
        }
        const Vec3 half = scene_.actor(party.base()).blueprint.half_extent;
        const float size = 2.0F * std::max({half.x, half.y, half.z});
        const float far = std::max(dot(spot - eye, ahead), 0.1F);
        const float most = size / (2.0F * std::tan(0.5F * picture_.camera.fov_y_rad) * kMadeOut);
        if (far > most) {
            spot = eye + (spot - eye) * (most / far);
        }
        return grounded(party, spot);
    }

    // ---- The ways in

    Result<void> place(const Party& party) {
        const Action* deed = deed_of(party);
        const int host = host_of(party);
        const Vec3 spot = spot_of(party, host);
        if (lies_on_something_seen(party)) {
            return no_way(party, "it would have to be there already");
        }
        if (!has_legs(party) && layout_.hung[at(party.base())]) {
            const bool flies = deed != nullptr && deed->verb == Verb::kFly;
            return flies ? come_along(party, spot, *deed) : fall_in(party, spot);
        }
        if (deed != nullptr && travels(deed->verb) && goes_somewhere(party, *deed)) {
            return come_along(party, spot, *deed);
        }
        if (has_legs(party)) {
            return walk_in(party, spot);
        }
        if (scene_.actor(party.base()).thing->category == Category::kVehicle &&
            scene_.actor(party.base()).blueprint.links.size() > 1) {
            return drive_in(party, spot);
        }
        return wait_outside(party, spot, host);
    }

    /// Nothing that carries it comes along.
    bool lies_on_something_seen(const Party& party) const {
        const Actor& base = scene_.actor(party.base());
        return !base.is_alive() &&
               std::ranges::any_of(base.script.relations, [&](const Relation& relation) {
                   const int host = scene_.find(relation.target);
                   const bool carries = relation.kind == RelationKind::kOn ||
                                        relation.kind == RelationKind::kInside ||
                                        relation.kind == RelationKind::kUnder;
                   return carries && host >= 0 && host < first_ && !is_out_now(host);
               });
    }

    /// Across the picture, or to somebody who is in it.
    bool goes_somewhere(const Party& party, const Action& deed) const {
        const bool across =
            deed.direction == Direction::kLeft || deed.direction == Direction::kRight;
        const int target = scene_.find(deed.target);
        const bool to = target >= 0 && target < first_;
        return across || to || !has_legs(party) || is_riding(deed.verb);
    }

    Vec3 camera_right() const {
        const Vec3 right = rotate(picture_.camera.rotation, {1, 0, 0});
        return normalize(Vec3{right.x, 0, right.z}, {1, 0, 0});
    }

    /// Which way its deed leads it.
    Vec3 way_of(Vec3 spot, const Action& deed) const {
        const GroundDirection way = ground_direction(deed.direction);
        const int target = scene_.find(deed.target);
        if (target >= 0 && target < first_ && deed.direction == Direction::kNone) {
            const Vec3 to = scene_.center_of_mass(target) - spot;
            const Vec3 flat{to.x, 0, to.z};
            // Who would begin upon its target comes from the nearer side.
            return length(flat) > 0.5F ? normalize(flat) : camera_right();
        }
        return normalize(Vec3{way.x, 0, way.z}, {1, 0, 0});
    }

    /// From so far back that it is not seen, straight to where its deed leads; past those who stand
    /// there, behind them if there is room.
    Result<void> come_along(const Party& party, Vec3 spot, const Action& deed) {
        const int target = scene_.find(deed.target);
        const bool meets = target >= 0 && target < first_;
        const Vec3 through = meets ? scene_.center_of_mass(target) : spot;
        const Vec3 way = way_of(spot, deed);
        std::vector<Vec3> ways{way};
        if (deed.direction == Direction::kNone) {
            ways.push_back(camera_right());
            ways.push_back(-camera_right());
        }
        const Vec3 away = rotate(picture_.camera.rotation, {0, 0, -1});
        for (const Vec3& along : ways) {
            const Vec3 across = cross(along, Vec3{0, 1, 0});
            const Vec3 behind = dot(across, away) < 0.0F ? -across : across;
            for (const float lane : {0.0F, 1.0F, 2.0F, -1.0F, 3.0F, -2.0F, 5.0F}) {
                if (meets && lane != 0.0F) {
                    break;
                }
                const Vec3 goal = through + behind * (lane * kLane_m);
                if (const auto start = back_door(party, goal, along, meets ? target : -1)) {
                    const bool turns = has_legs(party) || along != way;
                    settle(
                        party,
                        {start->x, is_aloft(party) ? spot.y : start->y, start->z},
                        along,
                        turns
                    );
                    entrances_.push_back({.entity = party.base()});
                    return {};
                }
            }
        }
        return no_way(party, "there is no way in for it");
    }

    /// Where it is not seen on the way to a goal, with nobody but its target on it.
    std::optional<Vec3> back_door(const Party& party, Vec3 goal, Vec3 along, int target) const {
        for (float back = 0.5F; back < kFarthest_m; back += kStep_m) {
            Vec3 start = grounded(party, goal - along * back);
            start.y = is_aloft(party) ? goal.y : start.y;
            if (is_hidden(party, start) && has_room(party, start)) {
                const float beyond = target >= 0 ? 0.0F : kBeyond_m;
                const bool free =
                    is_free_way(party, start, goal - along * std::min(back, 1.0F)) &&
                    is_clear_way(party, start, start + along * (back + beyond), target);
                return free ? std::optional(start) : std::nullopt;
            }
        }
        return std::nullopt;
    }

    /// From one side at the depth of where it is wanted, or past the camera.
    std::optional<Vec3> side_door(const Party& party, Vec3 spot) const {
        const Vec3 eye = picture_.camera.position;
        const Vec3 right = camera_right();
        const Vec3 right_or_left = dot(spot - eye, right) < 0.0F ? -right : right;
        const Vec3 half = scene_.actor(party.base()).blueprint.half_extent;
        const float lens_m = 0.35F + std::max(half.x, half.z);
        for (const float nearer : {0.0F, 0.3F, 0.55F, 0.8F, 1.1F, 1.35F, 1.7F}) {
            const Vec3 from = lerp(spot, Vec3{eye.x, spot.y, eye.z}, nearer);
            for (const Vec3 side : {right_or_left, -right_or_left}) {
                for (float away = 0.0F; away < kFarthest_m; away += kStep_m) {
                    const Vec3 start = grounded(party, from + side * away);
                    const bool by_the_lens = distance(start, Vec3{eye.x, start.y, eye.z}) < lens_m;
                    if (is_hidden(party, start) && !by_the_lens && has_room(party, start) &&
                        is_free_way(party, start, spot)) {
                        return start;
                    }
                }
            }
        }
        return std::nullopt;
    }

    Result<void> walk_in(const Party& party, Vec3 spot) {
        const Vec3 wanted = free_spot(party, spot);
        const std::optional<Vec3> start = side_door(party, wanted);
        if (!start) {
            return no_way(party, "there is no way in from outside of the picture");
        }
        settle(party, *start, wanted - *start, true);
        const float in_time = kWalk_mps * kInTime * shot_.duration_s * shot_.speed;
        entrances_.push_back(
            {.entity = party.base(), .spot = wanted, .runs = distance(*start, wanted) > in_time}
        );
        return {};
    }

    Result<void> drive_in(const Party& party, Vec3 spot) {
        for (const Vec3 along : {Vec3{1, 0, 0}, Vec3{-1, 0, 0}}) {
            for (float back = 1.0F; back < kFarthest_m; back += kStep_m) {
                const Vec3 start = grounded(party, spot - along * back);
                if (is_hidden(party, start) && has_room(party, start) &&
                    is_free_way(party, start, spot)) {
                    const Vec3 half = scene_.actor(party.base()).blueprint.half_extent;
                    const bool is_long_in_x = half.x > 1.2F * half.z;
                    settle(party, start, is_long_in_x ? cross(along, Vec3{0, 1, 0}) : along, true);
                    entrances_.push_back({.entity = party.base(), .spot = spot});
                    return {};
                }
            }
        }
        return no_way(party, "there is no way in for it");
    }

    Result<void> fall_in(const Party& party, Vec3 spot) {
        const Actor& base = scene_.actor(party.base());
        const Action* deed = deed_of(party);
        const int target = deed != nullptr ? scene_.find(deed->target) : -1;
        if (target >= 0 && target < first_) {
            const Vec3 under = scene_.center_of_mass(target);
            spot = {under.x, spot.y, under.z};
        }
        const Place& place = *scene_.environment().place;
        for (float up = 0.0F; up < kFarthest_m; up += kStep_m) {
            const Vec3 start = spot + Vec3{0, up, 0};
            const Box box = box_of(party, start - base.origin.position);
            if (place.indoor && box.high.y > 2.0F * place.half_extent.y) {
                break;
            }
            if (is_above(picture_, box, kMargin)) {
                settle(party, start, {}, false);
                entrances_.push_back({.entity = party.base()});
                return {};
            }
        }
        return no_way(party, "it cannot fall in from above the picture");
    }

    /// Around whoever needs it, at the distance at which it is needed, where it is not seen.
    Result<void> wait_outside(const Party& party, Vec3 spot, int host) {
        const Vec3 middle = host >= 0 ? scene_.center_of_mass(host) : picture_.camera.position;
        Vec3 off = spot - middle;
        off.y = 0.0F;
        if (length(off) < 1.0F) {
            off = camera_right();
        }
        const bool waits = !scene_.actor(party.base()).is_fixed();
        for (const float farther : {1.0F, 1.4F, 2.0F, 3.0F, 4.5F}) {
            for (const float turn :
                 {0.0F, 0.5F, -0.5F, 1.0F, -1.0F, 1.6F, -1.6F, 2.3F, -2.3F, kPi}) {
                const Quat about = from_axis_angle({0, 1, 0}, turn);
                const Vec3 start = grounded(party, middle + rotate(about, off) * farther);
                if (is_hidden(party, start) && has_room(party, start) &&
                    (!waits || host < 0 || is_free_way(party, start, middle))) {
                    const Quat rotation = about * drawn(party.base()).rotation;
                    settle(party, start, rotate(rotation, {0, 0, 1}), true);
                    entrances_.push_back({.entity = party.base()});
                    return {};
                }
            }
        }
        return no_way(party, "there is no room for it outside of the picture");
    }

    /// A place at which nobody stands, if possible.
    Vec3 free_spot(const Party& party, Vec3 spot) const {
        const Vec3 right = camera_right();
        for (float aside = 0.0F; aside < 4.0F; aside += kStep_m) {
            for (const float side : {1.0F, -1.0F}) {
                const Vec3 at = grounded(party, spot + right * (side * aside));
                if (has_room(party, at)) {
                    return at;
                }
            }
        }
        return spot;
    }

    /// The whole party to `start`; its base looks along `ahead` when it is to turn.
    void settle(const Party& party, Vec3 start, Vec3 ahead, bool turns) {
        const Pose was = scene_.actor(party.base()).origin;
        const Vec3 flat{ahead.x, 0, ahead.z};
        const Pose now{start, turns && length(flat) > 1e-4F ? facing(flat) : was.rotation};
        const Pose change = compose(now, inverse(was));
        for (const int member : party.members) {
            scene_.actor(member).origin = compose(change, scene_.actor(member).origin);
        }
    }

    tl::unexpected<Error> no_way(const Party& party, const std::string& why) const {
        const Entity& entity = scene_.actor(party.base()).script;
        const std::string& name = entity.called.empty() ? entity.id : entity.called;
        return fail({
            .code = ErrorCode::kUnsupported,
            .message = "'" + name + "' cannot come into the shot that is continued: " + why,
            .hint = "let it be there from the beginning, or leave it out",
        });
    }

    Scene& scene_;
    Layout& layout_;
    const Shot& shot_;
    int first_;
    Picture picture_;
    std::optional<Scene> scratch_;
    std::map<int, int> planned_;  // Entity of the drawn stage by that of the scene.
    std::vector<Entrance> entrances_;
};

}  // namespace

Result<std::vector<Entrance>> place_newcomers(
    Scene& scene, Layout& layout, const Shot& shot, int first, const Picture& picture, Rng rng
) {
    return Doorkeeper(scene, layout, shot, first, picture).run(rng);
}

}  // namespace hibari::world
