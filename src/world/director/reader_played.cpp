// What a verb means for who does it: things, animals and players of a game each in their way.
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {

// "fights a storm", "battles through the waves": against nobody.
bool ShotReader::weather_ahead() const {
    std::size_t at = at_;
    while (is_any(at, "a|an|the|through|against|with|raging|big|huge|heavy|strong|violent")) {
        ++at;
    }
    return hit(at, WordKind::kSky) != nullptr || hit(at, WordKind::kWind) != nullptr ||
           is_any(at, "wave|waves|sea|seas|swell|current|elements");
}

// What the verb means for this subject in this game: a batter swings a bat, a player "drives to the
// hoop" on foot, and whoever flies off a board falls.
Verb ShotReader::as_played(Verb verb, const std::string& words) const {
    const int who = subject_.front();
    if (verb == Verb::kFall && words.starts_with("com") && words.ends_with("down") &&
        is_any(at_, "the|a|an|his|her|its|this")) {
        // "comes down the slope" is a way, not a fall.
        const Verb ride = ride_of(who);
        return ride != Verb::kStay ? ride : story_.is_alive(who) ? Verb::kWalk : Verb::kRoll;
    }
    if (verb == Verb::kFall && words.starts_with("slip") && story_.thing_of(who).traits.flies) {
        return Verb::kFloat;  // "The balloon slips out of her hand."
    }
    if (!story_.is_alive(who) &&
        (words.starts_with("bob") || words.find(" bob") != std::string::npos)) {
        return Verb::kFloat;
    }
    if (!story_.is_alive(who) && verb == Verb::kPush && !is_any(at_, "a|an|the|it") &&
        story_.thing_of(who).name != "bell" &&
        is_any(
            at_ - 1,
            "ring|rings|rang|ringing|open|opens|opened|opening|close|closes|closed|closing|"
            "shut|shuts"
        )) {
        return Verb::kStay;  // "a phone rings", "a door opens": nothing is pushed.
    }
    if (!story_.is_alive(who) && !(words.ends_with(" out") && !is(at_, "of")) &&
        (words.find("blown") != std::string::npos || words.starts_with("blow"))) {
        return story_.category_of(who) == Category::kBall ? Verb::kRoll : Verb::kSlide;
    }
    if (verb == Verb::kBark && story_.category_of(who) == Category::kVehicle) {
        // "A rocket roars into the sky", "a truck roars past": engines are heard by moving.
        return story_.thing_of(who).name == "rocket" ? Verb::kLaunch
               : story_.thing_of(who).traits.flies   ? Verb::kFly
                                                     : Verb::kDrive;
    }
    if (verb == Verb::kBark && !story_.is_alive(who) && words.starts_with("snap")) {
        return Verb::kExplode;  // "the board snaps"
    }
    if (verb == Verb::kExplode && story_.is_person(who) &&
        words.find("blow") != std::string::npos) {
        for (std::size_t i = at_; i < at_ + 4 && !is_boundary(i); ++i) {
            if (is_any(i, "balloon|balloons|tire|tyre|ball|ring|mattress|boat")) {
                return Verb::kHold;  // "blows up a balloon"
            }
        }
    }
    if (verb == Verb::kHit && words.starts_with("scatter") && story_.is_alive(who) &&
        !is_any(at_, "a|an|the|his|her|their|its|them|some|all")) {
        return story_.thing_of(who).traits.flies ? Verb::kFly : Verb::kRun;  // Apart, not into.
    }
    constexpr std::string_view kLit = "candle|campfire|lamp|street_lamp|lantern|torch";
    if (!story_.is_alive(who) && words.ends_with(" out") &&
        listed(kLit, story_.thing_of(who).name)) {
        return Verb::kStay;  // "the candle goes out"
    }
    if (verb == Verb::kHit && weather_ahead()) {
        const Verb way = verb_of_mount(story_.thing_of(who).name);
        return way != Verb::kStay ? way : story_.is_alive(who) ? Verb::kWalk : Verb::kDrive;
    }
    if (subject_.size() > 2 && story_.thing_of(who).name == "domino" &&
        (verb == Verb::kHit || verb == Verb::kPush || verb == Verb::kSlide || verb == Verb::kWalk ||
         verb == Verb::kRun)) {
        return Verb::kTopple;  // What a row of them does, it does by going over.
    }
    constexpr std::string_view kRooted =
        "lighthouse|house|castle|tower|tree|pine|palm|mountain|statue|fountain|windmill|skyscraper";
    if (listed(kRooted, story_.thing_of(who).name) &&
        (verb == Verb::kHit || verb == Verb::kPush || verb == Verb::kWalk || verb == Verb::kRun)) {
        return Verb::kStay;  // "a lighthouse beam sweeps over the sea"
    }
    const auto& traits = story_.thing_of(who).traits;
    const bool goes = verb == Verb::kWalk || verb == Verb::kRun;
    constexpr std::string_view kGroundBirds = "duck|chicken|penguin|goose|swan|peacock|ostrich";
    if (goes && traits.flies && story_.is_alive(who) &&
        !listed(kGroundBirds, story_.thing_of(who).name) &&
        is_any(
            at_ - 1,
            "follow|follows|following|circle|circles|circling|circled|chase|chases|"
            "chasing|pass|passes|passing|cross|crosses|around|past|by"
        )) {
        return Verb::kFly;  // "seagulls circling"
    }
    if (verb == Verb::kClimb && traits.flies && !story_.is_alive(who)) {
        return Verb::kFly;  // "the plane climbs through the clouds"
    }
    if (verb == Verb::kFloat && story_.category_of(who) == Category::kVehicle && !traits.flies &&
        !traits.floats) {
        return Verb::kDrive;  // "two cars drift through a bend"
    }
    constexpr std::string_view kFragile =
        "tumbler|wine_glass|cup|mug|vase|bottle|plate|egg|bowl|lamp|teapot|picture_frame|aquarium";
    const bool smashes = words.starts_with("smash") || words.starts_with("crash");
    if (verb == Verb::kHit && smashes && listed(kFragile, story_.thing_of(who).name)) {
        return Verb::kExplode;  // "and smashes on the floor"
    }
    return story_.is_person(who) ? as_person_does(verb, words, who) : verb;
}

// A batter swings a bat, a player "drives to the hoop" on foot, whoever flies off a board falls.
Verb ShotReader::as_person_does(Verb verb, const std::string& words, int who) const {
    for (std::size_t i = at_; verb == Verb::kSwim && i < at_ + 5 && !is_boundary(i); ++i) {
        if (words.starts_with("splash") && is_any(i, "puddle|puddles|mud|rain")) {
            return Verb::kJump;  // Too shallow to swim in.
        }
    }
    for (std::size_t i = at_; verb == Verb::kCatch && i < at_ + 5 && !is_boundary(i); ++i) {
        if (is_any(i, "wave|waves|swell|breaker")) {
            return Verb::kSurf;  // "catches a huge wave"
        }
    }
    const bool in_game = sport() != nullptr && !sport()->ball.empty();
    if (listed(
            "goalkeeper|keeper|goalie|netminder", story_.cast[static_cast<std::size_t>(who)].head
        )) {
        const bool tips = is_any(
            at_ - 1,
            "tips|tipping|tipped|punches|punching|palms|pushes|pushing|turns|parries|fists|knocks"
        );
        if (tips && (is(at_, "it") || (is(at_, "the") && is_any(at_ + 1, "ball|shot|penalty")))) {
            return Verb::kCatch;  // "tips it over the bar"
        }
        if (words.starts_with("stretch")) {
            return Verb::kDive;
        }
    }
    if (verb == Verb::kPickUp && words.starts_with("reach") && is_any(at_, "the") &&
        is_any(at_ + 1, "top|bottom|end|summit|finish|shore|other|peak|door|gate|edge")) {
        return Verb::kWalk;
    }
    if (verb == Verb::kSink && words.ends_with(" down")) {
        return Verb::kFall;  // "the boxer goes down"
    }
    const bool over_a_net = in_game && sport()->deed == Verb::kBat && !sport()->net.empty();
    if (over_a_net && (verb == Verb::kHit || verb == Verb::kThrow) && is_boundary(at_)) {
        return Verb::kBat;  // "the man lobs, the woman smashes"
    }
    if (in_game && verb == Verb::kSwing && sport()->deed == Verb::kBat) {
        return Verb::kBat;
    }
    if (verb == Verb::kPush && ride_of(who) == Verb::kPushBoard && words.ends_with(" off")) {
        return Verb::kPushBoard;  // "the skater pushes off"
    }
    if (verb == Verb::kWalk && words.starts_with("shuffl") &&
        (is_any(at_, "cards|papers") || is_any(at_ + 1, "cards|deck|papers|pack"))) {
        return Verb::kHold;  // "shuffles the cards"
    }
    const bool drops_in = verb == Verb::kDrop && is_any(at_, "in|into|down");
    if ((verb == Verb::kDrive || drops_in) && ride_of(who) != Verb::kStay) {
        return ride_of(who);  // "a man on a bike swerves", "a skater drops in"
    }
    const bool bowled = std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
        return action.subject == who && action.action.verb == Verb::kBowl;
    });
    if (verb == Verb::kHit && !bowled && sport() != nullptr && sport()->deed == Verb::kBowl &&
        (is_any(at_, "all|the|every|down|over|pins|some|most|a") ||
         hit(at_, WordKind::kCount) != nullptr)) {
        return Verb::kBowl;  // "The bowler knocks down all the pins."
    }
    const std::string& head = story_.cast[static_cast<std::size_t>(who)].head;
    if (head == "swimmer" && (verb == Verb::kRun || verb == Verb::kWalk)) {
        return Verb::kSwim;
    }
    const bool runs = head == "runner" || head == "sprinter" || head == "jogger";
    if ((in_game && verb == Verb::kDrive) || (runs && verb == Verb::kWalk)) {
        return Verb::kRun;
    }
    if (verb == Verb::kFly && ride_of(who) != Verb::kStay && is_any(at_, "through|into") &&
        is(at_ + 1, "the") && is(at_ + 2, "air")) {
        return Verb::kJump;  // "rides over a ramp, flies through the air"
    }
    if (verb == Verb::kFly && (words.ends_with(" off") || is_any(at_, "off|over|out"))) {
        const bool bounces = std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
            return action.subject == who &&
                   (action.action.verb == Verb::kBounce || is_trick(action.action.verb));
        });
        return bounces || ride_of(who) != Verb::kStay ? Verb::kFall : verb;
    }
    return verb;
}

// Somebody of the game whom nobody has named; -1 when the shot is full.
int ShotReader::some_player() {
    CastMember someone;
    someone.thing = story_.thing_named("person");
    someone.head = "player";
    someone.entity.called = "a player";
    return someone.thing < 0 ? -1 : story_.add(shot_, std::move(someone));
}

// "A volleyball is served, received and spiked": in a game by one player after the other, though
// nobody is named.
bool ShotReader::played_by_nobody(const VerbGroup& group, Verb verb) {
    const int ball = subject_.front();
    const bool thrown_to_and_fro = is_any(group.end, "from") && is(group.end + 1, "one");
    const bool handled = !thrown_to_and_fro && verb != Verb::kDrop &&
                         (is_sending(verb) || verb == Verb::kCatch || verb == Verb::kPickUp ||
                          verb == Verb::kHit || verb == Verb::kWalk);
    if (sport() == nullptr || sport()->ball.empty() || !handled || subject_.size() > 1 ||
        story_.category_of(ball) != Category::kBall) {
        return false;
    }
    for (std::size_t i = group.end; i < group.end + 10 && !is_boundary(i); ++i) {
        if (is(i, "by")) {
            return false;
        }
    }
    const auto had_it = [&](int member) {
        const auto last = std::ranges::find(
            shot_.actions.rbegin(), shot_.actions.rend(), ball, &DraftAction::object
        );
        return last != shot_.actions.rend() && last->subject == member;
    };
    const auto free = std::ranges::find_if(shot_.present, [&](int member) {
        return story_.is_person(member) && !had_it(member);
    });
    int player = free == shot_.present.end() ? -1 : *free;
    player = player < 0 ? some_player() : player;
    if (player < 0) {
        return false;
    }
    const bool bats = sport()->deed == Verb::kBat;
    const bool keeps = !bats && (verb == Verb::kCatch || verb == Verb::kPickUp);
    const bool kicks = sport()->deed == Verb::kKick;
    const Verb deed = bats ? Verb::kBat : keeps ? verb : kicks ? Verb::kKick : Verb::kThrow;
    const std::vector<int> done_to = subject_;
    for (DraftAction& before : shot_.actions) {
        if (before.object == ball && is_sending(before.action.verb) && before.target < 0) {
            before.target = player;
        }
    }
    order_ = shot_.actions.empty() ? order_ : OrderWord::kThen;
    make_actions(-1, deed, std::vector<int>{player}, tokens_[group.end - 1].shown);
    for (const std::size_t i : recent_) {
        shot_.actions[i].object = ball;
    }
    subject_ = done_to;
    return true;
}

// "hits a bump and does a flip": what a rider takes off from is no obstacle.
bool ShotReader::rides_over() const {
    const std::size_t noun = is_any(at_, "a|an|the|another|big|huge|small") ? at_ + 1 : at_;
    return is_any(noun, "bump|jump|ramp|kicker|mogul|lip|bumps|jumps|moguls|ramps") ||
           is_any(noun + 1, "bump|jump|ramp|kicker|mogul|lip");
}

}  // namespace hibari::world
