#include "world/physics/take.h"

#include "base/check.h"
#include "world/physics/air/effects.h"
#include "world/physics/air/environment.h"
#include "world/physics/air/sky_show.h"
#include "world/physics/camera/night_light.h"
#include "world/physics/stage/entrance.h"
#include "world/physics/stage/faces.h"
#include "world/physics/stage/free_way.h"
#include "world/physics/stage/prepare_shot.h"
#include "world/physics/stage/roles.h"
#include "world/script/whole_shot.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace hibari::world {

namespace {

/// Hums per kind and body, filled per sample.
class HumBook {
  public:
    explicit HumBook(int sample_count) : sample_count_(static_cast<std::size_t>(sample_count)) {}

    void take(const Stagehand& hand, int sample) {
        for (const auto& [key, now] : hand.hums_now) {
            Hum& hum = hums_[key];
            if (hum.level.empty()) {
                hum.kind = key.first;
                hum.body = hand.scene.track_of(key.second);
                hum.level.assign(sample_count_, 0.0F);
                hum.rate.assign(sample_count_, 0.0F);
            }
            hum.level[static_cast<std::size_t>(sample)] = now.level;
            hum.rate[static_cast<std::size_t>(sample)] = now.rate;
        }
    }

    std::vector<Hum> finish() {
        std::vector<Hum> hums;
        for (auto& [key, hum] : hums_) {
            hums.push_back(std::move(hum));
        }
        return hums;
    }

  private:
    std::size_t sample_count_;
    std::map<std::pair<HumKind, int>, Hum> hums_;
};

bool is_finite(const Pose& pose) {
    const Vec3 at = pose.position;
    const Quat turn = pose.rotation;
    return std::isfinite(at.x + at.y + at.z) && std::isfinite(turn.x + turn.y + turn.z + turn.w);
}

/// `bodies` are the scene's tracks.
Result<void> check_poses(const Scene& scene, const std::vector<BodyTrack>& bodies) {
    for (int body = 0; body < scene.world().body_count(); ++body) {
        if (!is_finite(scene.world().pose(body))) {
            const auto track = static_cast<std::size_t>(scene.track_of(body));
            return fail(
                ErrorCode::kInternal,
                "the simulation lost '" + bodies[track].name + "': its pose is not a number"
            );
        }
    }
    return {};
}

void record_softs(const Scene& scene, std::vector<SoftTrack>& tracks) {
    for (std::size_t i = 0; i < scene.softs().size(); ++i) {
        const SoftBody& soft = scene.softs()[i];
        if (tracks.size() <= i) {
            tracks.push_back({.entity = soft.entity(), .soft = soft.soft(), .positions = {}});
        }
        const std::vector<Vec3>& nodes = soft.positions();
        tracks[i].positions.insert(tracks[i].positions.end(), nodes.begin(), nodes.end());
    }
}

/// Whole steps per sample: 2 at normal speed, shorter ones in slow motion.
struct Steps {
    int count = 1;
    double seconds = 0.0;  ///< world time of each
};

Steps step_of(const Shot& shot) {
    const double sample_s = static_cast<double>(shot.speed) / kSampleRateHz;
    const int count = std::max(1, static_cast<int>(std::ceil(sample_s * kStepHz - 1e-6)));
    return {count, sample_s / count};
}

/// Waves of a part that begins so late, in its own time.
void set_clock(Water& water, double world_s) {
    for (Wave& wave : water.waves) {
        const double turned = static_cast<double>(wave.omega) * world_s;
        wave.phase = static_cast<float>(
            std::remainder(static_cast<double>(wave.phase) - turned, 2.0 * static_cast<double>(kPi))
        );
    }
}

/// A camera of which nothing is said goes on as it did; a move that is over is not made again.
Camera camera_of(const Camera& said, const Camera& before) {
    const Camera usual;
    Camera now = said;
    const bool is_same = said.move == usual.move && said.framing == usual.framing &&
                         said.angle == usual.angle && said.subject.empty() && said.from.empty() &&
                         said.lens_mm == usual.lens_mm;
    if (is_same) {
        now = before;
        const bool lasts = before.move == CameraMove::kStatic ||
                           before.move == CameraMove::kTrack ||
                           before.move == CameraMove::kPointOfView;
        now.move = lasts ? before.move : CameraMove::kAuto;
        now.rack_focus = false;
    }
    now.handheld = said.handheld > 0.0F ? said.handheld : before.handheld;
    return now;
}

/// What drifts is driven when it has to come from somewhere.
void let_drift_in(Shot& shot, const std::vector<Entity>& newcomers) {
    for (Action& action : shot.actions) {
        const auto drifts = [&](const Entity& entity) { return entity.id == action.subject; };
        const auto found = std::ranges::find_if(newcomers, drifts);
        if (action.verb != Verb::kFloat || found == newcomers.end() || is_alive(&*found)) {
            continue;
        }
        const Thing* thing = find_thing(found->kind);
        action.verb = thing != nullptr && thing->traits.floats &&
                              thing->category == Category::kVehicle && !thing->traits.flies
                          ? Verb::kSail
                          : Verb::kFly;
    }
}

bool is_named(const Shot& shot, std::string_view id) {
    return std::ranges::any_of(shot.actions, [&](const Action& action) {
        return action.subject == id || action.object == id || action.target == id;
    });
}

}  // namespace

Take::Take(const Shot& written, const Place& place, const SimulateOptions& options)
    : written_(written), place_(place), options_(options), rng_(options.seed) {}

/// Chance of the present part; that of the first is what it is without continuations.
Rng Take::rng_of(std::string_view name) const {
    const Rng rng = rng_.split(name);
    return part_ == 0 ? rng : rng.split(static_cast<int>(part_));
}

/// With the numbers that lines have within the part.
std::vector<Utterance> Take::lines_of_part() const {
    std::vector<Utterance> lines;
    for (const Utterance& utterance : options_.utterances) {
        const int line = utterance.line - static_cast<int>(line_);
        if (line < 0 || line >= static_cast<int>(shot_.lines.size())) {
            continue;
        }
        lines.push_back(utterance);
        lines.back().line = line;
        const std::string& speaker = shot_.lines[static_cast<std::size_t>(line)].speaker;
        lines.back().entity = scene_->find(speaker);
    }
    return lines;
}

void Take::add_pieces() {
    for (const Action& action : shot_.actions) {
        const int whole = scene_->find(action.subject);
        if (breaks(action) && whole >= 0 && scene_->actor(whole).pieces < 0 &&
            !scene_->actor(whole).is_alive()) {
            scene_->add_pieces(whole, rng_.split("pieces").split(action.subject));
        }
    }
}

Result<void> Take::add_actors() {
    for (const Entity& entity : shot_.entities) {
        // By id, so that the same one looks the same in every shot.
        HIBARI_TRY(scene_->add_actor(entity, rng_.split("entity").split(entity.id), false));
    }
    int number = 0;
    for (const Backdrop& backdrop : place_.backdrop) {
        // A room has one sofa: the one that was asked for.
        const bool named =
            place_.indoor &&
            std::any_of(shot_.entities.begin(), shot_.entities.end(), [&](const Entity& entity) {
                return entity.kind == backdrop.kind;
            });
        if (named) {
            continue;
        }
        Entity entity;
        entity.kind = std::string(backdrop.kind);
        entity.id = "backdrop_" + std::to_string(number);
        entity.scale = backdrop.scale;
        const int index =
            HIBARI_TRY(scene_->add_actor(entity, rng_.split("backdrop").split(number), true));
        scene_->actor(index).origin = {
            backdrop.position, from_axis_angle({0, 1, 0}, backdrop.yaw_rad)
        };
        ++number;
    }
    add_pieces();
    return {};
}

Result<void> Take::begin() {
    Shot first = written_;
    first.continuations.clear();
    shot_ = prepare_shot(first);
    environment_ = make_environment(shot_, place_, rng_.split("environment"));
    scene_ = std::make_unique<Scene>(environment_, options_.make_performer, options_.stop);
    HIBARI_TRY(add_actors());
    layout_ = arrange(*scene_, shot_, options_.aspect, rng_.split("layout"));
    free_way(*scene_, layout_, shot_);
    scene_->raise();
    recorder_ = std::make_unique<Recorder>(*scene_, static_cast<double>(shot_.speed));
    hand_ = std::make_unique<Stagehand>(*scene_, layout_, shot_, *recorder_, rng_of("play"));
    play_ = std::make_unique<Play>(*hand_, lines_of_part());
    // Performers take up how they begin before the first picture is taken.
    play_->step(step_of(shot_).seconds);
    scene_->take_up_poses();
    scene_->pass_overlaps();
    return {};
}

/// Makes of what a continuation says the shot of this part.
void Take::ask(const Continuation& more) {
    Shot asked = shot_;
    asked.duration_s = more.duration_s;
    asked.camera = camera_of(more.camera, shot_.camera);
    std::ranges::copy(more.entities, std::back_inserter(asked.entities));
    asked.actions = more.actions;
    asked.lines = more.lines;
    // What is heard through the whole shot goes on.
    std::erase_if(asked.sounds, [](const SoundCue& cue) { return cue.step.has_value(); });
    std::ranges::copy(more.sounds, std::back_inserter(asked.sounds));
    let_drift_in(asked, more.entities);
    Shot prepared = prepare_shot(asked);
    // Those who are there stay as they are.
    for (Entity& entity : prepared.entities) {
        if (Entity* known = find_entity(shot_, entity.id)) {
            entity = *known;
        }
    }
    std::erase_if(prepared.entities, [&](const Entity& entity) {
        return find_entity(asked, entity.id) == nullptr && !is_named(prepared, entity.id);
    });
    shot_ = std::move(prepared);
}

Result<void> Take::go_on() {
    HIBARI_CHECK(camera_.has_value());
    line_ += part_ == 0 ? written_.lines.size() : written_.continuations[part_ - 1].lines.size();
    ask(written_.continuations[part_++]);
    const auto first = static_cast<int>(scene_->actors().size());
    for (const Entity& entity : shot_.entities) {
        if (scene_->find(entity.id) < 0) {
            HIBARI_TRY(scene_->add_actor(entity, rng_.split("entity").split(entity.id), false));
        }
    }
    add_pieces();
    const std::vector<Entrance> entrances = HIBARI_TRY(
        place_newcomers(*scene_, layout_, shot_, first, {camera_->pose, options_.aspect}, rng_)
    );
    scene_->raise();
    hand_->rng = rng_of("play");
    play_->go_on(lines_of_part(), entrances);
    scene_->pass_overlaps(first);
    return {};
}

Result<Timeline> Take::play() {
    Timeline timeline = open_timeline();
    HIBARI_TRY(play_out(timeline));
    HIBARI_TRY(look_back(timeline));
    HIBARI_CHECK(timeline.camera.size() == static_cast<std::size_t>(timeline.sample_count));
    return timeline;
}

Timeline Take::open_timeline() const {
    Timeline timeline;
    timeline.duration_s = static_cast<double>(shot_.duration_s);
    timeline.sample_count = static_cast<int>(std::lround(timeline.duration_s * kSampleRateHz)) + 1;
    timeline.world_speed = shot_.speed;
    timeline.environment = environment_;
    set_clock(timeline.environment.water, hand_->began_s);
    for (const Actor& actor : scene_->actors()) {
        timeline.entities.push_back(actor.script);
    }
    timeline.bodies = scene_->make_tracks();
    timeline.faces = make_faces(*scene_, timeline.bodies);
    return timeline;
}

/// The solver's part: everything that moves by itself.
Result<void> Take::play_out(Timeline& timeline) {
    HumBook hums(timeline.sample_count);
    recorder_->begin_part(timeline.sample_count);
    const auto [steps, dt] = step_of(shot_);
    for (int sample = 0; sample < timeline.sample_count; ++sample) {
        scene_->record(timeline.bodies);
        record_softs(*scene_, timeline.softs);
        record_faces(*scene_, timeline.faces);
        hums.take(*hand_, sample);
        if (sample + 1 == timeline.sample_count) {
            break;
        }
        for (int i = 1; i <= steps; ++i) {
            scene_->step(dt);
            if (options_.stop.stop_requested()) {
                return fail(ErrorCode::kCancelled, "the simulation was stopped");
            }
            HIBARI_TRY(check_poses(*scene_, timeline.bodies));
            const double part = static_cast<double>(i) / steps;
            recorder_->take_step((static_cast<double>(sample) + part) / kSampleRateHz);
            play_->observe();
            play_->step(dt);
        }
        recorder_->take_sample(sample);
    }
    timeline.utterances = play_->finish();
    for (Utterance& utterance : timeline.utterances) {
        utterance.line += static_cast<int>(line_);
    }
    timeline.events = std::exchange(hand_->events, {});
    recorder_->finish(timeline.contacts, timeline.rubs);
    timeline.hums = hums.finish();
    return {};
}

/// What is made of what happened: lines that hang, particles, the camera and the sky.
Result<void> Take::look_back(Timeline& timeline) {
    tie_leads(timeline, leads_);
    for (Event& strike : make_lightning(shot_, rng_of("lightning"))) {
        timeline.events.push_back(std::move(strike));
    }
    std::ranges::stable_sort(timeline.events, {}, &Event::time_s);
    add_effects(timeline, options_.style, rng_of("effects"));
    note_dry_vessels(timeline);
    if (part_ > 0) {
        // What was in the air when it began is that of the part before.
        std::erase_if(timeline.particles, [](const Particle& particle) {
            return particle.born_s < 0.0F;
        });
    }
    timeline.camera = film(
        timeline,
        *scene_,
        layout_,
        shot_,
        {.aspect = options_.aspect, .style = options_.style, .start = camera_, .stop = options_.stop
        },
        rng_of("camera")
    );
    if (options_.stop.stop_requested()) {
        return fail(ErrorCode::kCancelled, "the simulation was stopped");
    }
    camera_ = end_of(timeline.camera);
    light_the_sky(timeline, shot_, options_.aspect, rng_of("sky"));
    if (part_ == 0) {
        light_subject(timeline, layout_.main);
        environment_ = timeline.environment;
    }
    return {};
}

/// What has run out of a vessel does not run out of it again.
void Take::note_dry_vessels(const Timeline& timeline) {
    for (std::size_t i = 0; i < timeline.entities.size(); ++i) {
        scene_->actor(static_cast<int>(i)).script.filled = timeline.entities[i].filled;
    }
}

}  // namespace hibari::world
