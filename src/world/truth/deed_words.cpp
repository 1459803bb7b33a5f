#include "world/truth/deed_words.h"

namespace hibari::world {
namespace {

/// What is said alone, and what is said before the name of whom or what it is done to; without
/// the second no object belongs to it.
struct Phrase {
    std::string_view alone;
    std::string_view with_patient;
};

Phrase phrase_of(Verb verb) {
    switch (verb) {
        case Verb::kStay:
        case Verb::kDrop:
        case Verb::kHit:
        case Verb::kTopple:
        case Verb::kFall:
        case Verb::kStack:
        case Verb::kExplode:
        case Verb::kLaunch:
        case Verb::kJump:
        case Verb::kClap:
        case Verb::kLaugh:
        case Verb::kCry:
        case Verb::kThrow:
        case Verb::kCatch:
        case Verb::kKick:
        case Verb::kShoot:
        case Verb::kDunk:
        case Verb::kBowl:
        case Verb::kBat:
        case Verb::kBark:
        case Verb::kMeow:
        case Verb::kNeigh:
        case Verb::kChirp:
            return {};
        case Verb::kBounce:
            return {"bounces"};
        case Verb::kRoll:
            return {"rolls"};
        case Verb::kSlide:
            return {"slides"};
        case Verb::kSwing:
            return {"swings"};
        case Verb::kFloat:
            return {"floats"};
        case Verb::kSink:
            return {"sinks"};
        case Verb::kSpin:
            return {"spins"};
        case Verb::kFly:
            return {"flies", "flies towards"};
        case Verb::kStand:
            return {"stands"};
        case Verb::kWalk:
            return {"walks", "walks towards"};
        case Verb::kRun:
            return {"runs", "runs towards"};
        case Verb::kSit:
            return {"sits", "sits on"};
        case Verb::kLie:
            return {"lies", "lies on"};
        case Verb::kDance:
            return {"dances", "dances with"};
        case Verb::kSkate:
            return {"skates"};
        case Verb::kClimb:
            return {"climbs", "climbs"};
        case Verb::kCrawl:
            return {"crawls", "crawls towards"};
        case Verb::kSneak:
            return {"sneaks", "sneaks towards"};
        case Verb::kWave:
            return {"waves", "waves to"};
        case Verb::kPoint:
            return {"points", "points at"};
        case Verb::kNod:
            return {"nods"};
        case Verb::kShakeHead:
            return {"shakes the head"};
        case Verb::kBow:
            return {"bows", "bows to"};
        case Verb::kLook:
            return {"looks around", "looks at"};
        case Verb::kTalk:
            return {"talks", "talks to"};
        case Verb::kSing:
            return {"sings", "sings to"};
        case Verb::kSmile:
            return {"smiles", "smiles at"};
        case Verb::kFrown:
            return {"frowns", "frowns at"};
        case Verb::kGasp:
            return {"gasps", "gasps at"};
        case Verb::kHold:
            return {"holds something", "holds"};
        case Verb::kPickUp:
            return {"bends down", "picks up"};
        case Verb::kPush:
            return {"pushes", "pushes"};
        case Verb::kPull:
            return {"pulls", "pulls"};
        case Verb::kEat:
            return {"eats", "eats"};
        case Verb::kDrink:
            return {"drinks", "drinks from"};
        case Verb::kBlow:
            return {"blows", "blows at"};
        case Verb::kPour:
            return {"pours something out", "pours from"};
        case Verb::kJuggle:
            return {"juggles", "juggles with"};
        case Verb::kRead:
            return {"reads", "reads"};
        case Verb::kPlayInstrument:
            return {"plays", "plays"};
        case Verb::kHug:
            return {"opens the arms", "hugs"};
        case Verb::kDribble:
            return {"dribbles", "dribbles"};
        case Verb::kBackflip:
            return {"does a backflip"};
        case Verb::kFrontFlip:
            return {"does a front flip"};
        case Verb::kCartwheel:
            return {"does a cartwheel"};
        case Verb::kHandstand:
            return {"does a handstand"};
        case Verb::kPirouette:
            return {"does a pirouette"};
        case Verb::kBalance:
            return {"balances", "balances on"};
        case Verb::kDive:
            return {"dives", "dives into"};
        case Verb::kPushBoard:
            return {"pushes off", "pushes off on"};
        case Verb::kOllie:
            return {"does an ollie"};
        case Verb::kKickflip:
            return {"does a kickflip"};
        case Verb::kGrind:
            return {"grinds", "grinds along"};
        case Verb::kSnowboard:
            return {"snowboards"};
        case Verb::kSurf:
            return {"surfs"};
        case Verb::kPaddle:
            return {"paddles"};
        case Verb::kSwim:
            return {"swims", "swims towards"};
        case Verb::kCycle:
            return {"cycles"};
        case Verb::kRide:
            return {"rides", "rides"};
        case Verb::kDrive:
            return {"drives", "drives"};
        case Verb::kSail:
            return {"sails"};
        case Verb::kFlap:
            return {"flaps its wings"};
        case Verb::kGraze:
            return {"grazes"};
        case Verb::kWag:
            return {"wags its tail"};
    }
    return {};
}

std::string_view call_of(std::string_view detail) {
    if (detail == "bark") {
        return "barks";
    }
    if (detail == "meow") {
        return "meows";
    }
    if (detail == "neigh") {
        return "neighs";
    }
    return detail == "chirp" ? "chirps" : "calls";
}

}  // namespace

std::string words_of_deed(Verb verb, std::string_view patient) {
    const Phrase phrase = phrase_of(verb);
    if (patient.empty() || phrase.with_patient.empty()) {
        return std::string(phrase.alone);
    }
    return std::string(phrase.with_patient) + " " + std::string(patient);
}

std::string words_of_event(const Event& event, std::string_view patient) {
    const auto at = [&](std::string_view verb) {
        return std::string(verb) + (patient.empty() ? "" : " ") + std::string(patient);
    };
    switch (event.kind) {
        case EventKind::kScored:
            return "scores";
        case EventKind::kMissed:
            return at("misses");
        case EventKind::kThrown:
            return at("throws");
        case EventKind::kCaught:
            return at("catches");
        case EventKind::kKicked:
            return at("kicks");
        case EventKind::kJumped:
            return "jumps";
        case EventKind::kLanded:
            return "lands";
        case EventKind::kFell:
            return "falls";
        case EventKind::kHit:
            // Without a patient nobody meant to: the contact tells it.
            return patient.empty() ? "" : at("hits");
        case EventKind::kToppled:
            return "topples over";
        case EventKind::kLaunched:
            return "takes off";
        case EventKind::kSplashed:
            return "splashes into the water";
        case EventKind::kReleased:
            return "is let go";
        case EventKind::kBroke:
            return event.detail == "explode" ? "explodes" : "breaks";
        case EventKind::kLightning:
            return "lightning flashes";
        case EventKind::kFirework:
            return "a firework bursts";
        case EventKind::kAnimalCall:
            return std::string(call_of(event.detail));
        case EventKind::kLaugh:
            return "laughs";
        case EventKind::kCry:
            return "cries";
        case EventKind::kClap:
            return "claps";
        case EventKind::kStepBegan:
        case EventKind::kDeedBegan:
            return "";
    }
    return "";
}

}  // namespace hibari::world
