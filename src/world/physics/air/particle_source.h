// What every effect needs: a place to put particles, chance, and the ground below.
#pragma once

#include "base/rng.h"
#include "world/things/terrain_eval.h"
#include "world/timeline/timeline.h"

namespace hibari::world {

class ParticleSource {
  public:
    ParticleSource(Timeline& timeline, Rng rng) : timeline_(timeline), rng_(rng) {}

    /// Adds a particle whose speeds are given per world second; slow motion slows particles too.
    void add(Particle particle) {
        particle.velocity = particle.velocity * timeline_.world_speed;
        particle.drag *= timeline_.world_speed;
        particle.growth *= timeline_.world_speed;
        particle.life_s = clip(particle.life_s);
        timeline_.particles.push_back(particle);
    }

    /// World seconds as seconds of the clip.
    float clip(float world_s) const { return world_s / timeline_.world_speed; }

    float ground_at(Vec3 at) const {
        return terrain_height(timeline_.environment.terrain, at.x, at.z);
    }

    Vec3 any_direction() {
        return {uniform(-1.0F, 1.0F), uniform(-1.0F, 1.0F), uniform(-1.0F, 1.0F)};
    }

    float uniform(float low, float high) { return rng_.uniform(low, high); }

    bool chance(double share) { return rng_.chance(share); }

    Timeline& timeline() { return timeline_; }

    Rng& rng() { return rng_; }

  private:
    Timeline& timeline_;
    Rng rng_;
};

/// Flames, smoke, sparks and crackle of everything that burns.
void add_fires(ParticleSource& source);

/// What runs out of filled vessels that lean; of those that have run dry the entity is no longer
/// `filled`.
void add_pours(ParticleSource& source);

/// What falls all the time: over a waterfall, from a fountain.
void add_falls(ParticleSource& source);

/// Dust, sand, snow and clods thrown up by what strikes, slides on or drives over loose ground, and
/// the splashes of puddles.
void add_ground_spray(ParticleSource& source);

}  // namespace hibari::world
