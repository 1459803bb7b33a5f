#pragma once

// Turns what the rigid world reports per step into the timeline's contacts and rubs.
//
// A clatter of the solver is not a clatter of the world: hits of the same pair within a few
// hundredths of a second are one contact with the strongest hit's time, and the lasting touches of
// a pair become one Rub with its speed and force per sample.

#include "world/physics/stage/scene.h"
#include "world/timeline/timeline.h"

#include <map>
#include <utility>
#include <vector>

namespace hibari::world {

class Recorder {
  public:
    Recorder(const Scene& scene, double world_speed);

    /// Takes in the hits and touches of the last step; `clip_time_s` is its end.
    void take_step(double clip_time_s);
    /// Closes the sample that ends now.
    void take_sample(int sample);
    /// A contact that no solver saw: footsteps, splashes, a hand that claps.
    void add(Contact contact);

    /// Hits above the threshold so far, by time; still merging the last few hundredths.
    const std::vector<Contact>& contacts() const { return contacts_; }

    /// A part of the take with so many samples begins; hits are not merged across.
    void begin_part(int sample_count);
    /// Hands the results of the part over, sorted by time.
    void finish(std::vector<Contact>& contacts, std::vector<Rub>& rubs);

  private:
    using Pair = std::pair<int, int>;

    struct Open {
        Rub rub;
        float speed = 0.0F;
        float slip = 0.0F;
        float force = 0.0F;
        int steps = 0;
        int idle = 0;
        int sliding = 0;
        int rolling = 0;
    };

    void close(Open& open);

    const Scene& scene_;
    double world_speed_;
    int sample_count_ = 0;
    std::vector<Contact> contacts_;
    std::map<Pair, std::size_t> last_hit_;
    std::map<Pair, Open> open_;
    std::vector<Rub> rubs_;
};

}  // namespace hibari::world
