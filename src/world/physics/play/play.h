#pragma once

// The choreography: plays the script's steps on the scene.
//
// Actions of one step begin together; the next step begins when they are done and their lines are
// spoken, or when its share of the time has come. Lifeless subjects get deeds (thing_deeds.cpp),
// living ones get cues, and what performers signal (a release, a strike, a fall) is turned into
// physics here. What happened is told from the simulation: a score is a ball that went through the
// ring, whatever the script hoped for. A take that is continued plays part after part on one Play:
// `go_on` gives it the steps of the next one, and who is not concerned by them goes on as before.

#include "world/physics/play/stagehand.h"
#include "world/physics/stage/entrance.h"

#include <memory>
#include <optional>
#include <vector>

namespace hibari::world {

class Play {
  public:
    /// Lines of the utterances are those of `hand.shot`.
    Play(Stagehand& hand, std::vector<Utterance> utterances);
    ~Play();
    Play(const Play&) = delete;
    Play& operator=(const Play&) = delete;

    /// Before every step of the scene.
    void step(double dt);
    /// After every step of the scene: looks at what happened.
    void observe();
    /// After the last step of a part: hands out its spoken lines.
    std::vector<Utterance> finish();
    /// Begins the next part, whose shot the hand has by now. Who is in the scene and was not when
    /// the last part began comes in as `entrances` say.
    void go_on(std::vector<Utterance> utterances, const std::vector<Entrance>& entrances);

  private:
    struct Running;
    struct Living;

    // What everything does before the first picture that it is in (play_starts.cpp).
    void take_in_newcomers();
    void prepare_things(int first);
    void prepare_performers(int first);
    void fill_hands(int first);
    void load_up(const Actor& tray);
    void mount_at_start(Actor& actor);
    void swim_at_start(Actor& actor);
    void rest_at_start(Actor& actor);
    void let_go_what_is_met();

    // Steps, deeds and lines in their order (play.cpp).
    void read_steps();
    void come_in(const Entrance& entrance);
    void end_deeds_of(int subject);
    std::unique_ptr<Deed> halt(int vehicle) const;
    void begin_step(int step);
    bool step_is_over() const;
    Road road_of(const Action& action, int vehicle, Vec3 way) const;
    double deadline_of(int step) const;
    double lead_s() const;
    bool is_let_go(const Action& deed) const;
    int descent_of(int entity) const;
    bool is_on_its_way(const Action& action) const;
    int ahead_on_descent(const Action& action) const;
    void begin_action(const Action& action);
    void tell_begun(int performer, Verb verb, const Action& action);
    void speak_lines();
    void step_performers(double dt);
    bool is_in_deep_water(const Living& who) const;
    void hum_of_ride(int performer);
    Living* living(int entity);

    // What a performer is asked to do (play_cues.cpp).
    void let_pass(int performer, const Cue& cue);
    void begin_cue(int performer, const Action& action);
    Cue make_cue(int performer, const Action& action);
    void ride(int performer, const Action& action);
    void run_to_the_water(int performer, const Action& action, Cue& cue);
    bool flees_slowly(const Action& hunt, int prey) const;
    void place_destination(int performer, const Action& action, Cue& cue);
    std::optional<Vec3> end_of_way(int performer, Vec3 facing) const;
    std::optional<Vec3> edge_to_leap_from(Vec3 here, Vec3 facing, const Action& run) const;

    // Getting out of the way (dodge.cpp).
    void dodge();

    // What performers signal becomes physics (play_signals.cpp).
    void take_signal(int performer, const Signal& signal);
    void blow_out(int at);
    void let_fall(int performer);
    void throw_over(int rider, int ridden);
    void hit_somebody(int performer, int foe, const Signal& signal);
    void pop_board(int performer, const Signal& signal);
    void release(int performer, int object, const Signal& signal);
    void strike(int performer, int object, const Signal& signal);
    bool is_fetched(int object) const;
    bool passes_on_ground(const Cue& cue, const std::optional<Action>& action) const;
    int saver_of(int ball, int striker) const;
    int returner_of(int ball, int striker) const;
    bool bats(int entity);
    bool trap(Watch& watch);
    void catch_balls();

    // What happened is told (play_watch.cpp).
    void watch_balls();
    void watch_falls();
    void watch_hits();

    Stagehand& hand_;
    int part_ = 0;  ///< of the take
    std::vector<Utterance> utterances_;
    std::vector<std::unique_ptr<Running>> running_;
    std::vector<std::unique_ptr<Living>> living_;
    std::vector<std::optional<Quat>> upright_;  ///< by entity: first rotation, until toppled
    std::vector<bool> wet_;                     ///< by entity
    std::vector<int> standing_;                 ///< on a slope, until something comes near
    std::vector<int> steps_;                    ///< numbers of the script's steps, ascending
    std::vector<double> step_shares_;           ///< by step: when it must begin, of the shot
    std::size_t next_step_ = 0;
    double step_began_s_ = 0.0;  ///< world time of the part
    double line_free_s_ = 0.0;   ///< clip time at which the next line may start
    double lines_end_s_ = 0.0;   ///< clip time at which the lines begun so far end
    std::vector<std::size_t> waiting_lines_;
    std::vector<Action> dodging_;  ///< begun when what they escape from is near
};

}  // namespace hibari::world
