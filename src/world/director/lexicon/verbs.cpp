#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

using enum VerbUse;

constexpr VerbRow kVerbTable[] = {
    // Anything.
    {"lower|stay|remain|wait|rest|be|pause|stop|brake|come to a halt|come to a "
     "stop|stop short|stop dead|stop just in time|stop in time|"
     "pull over|freeze|linger|loiter|appear|emerge|exist|idle|stare "
     "blankly|"
     "go up and down|move up and down|hang out|take a breath|take a deep breath|hold her "
     "breath|hold his breath|catch her breath|catch his breath|hover in place|park|live|wake "
     "up|stick out|poke "
     "out|peek out",
     Verb::kStay,
     kPosture},
    {"screech to a halt|screech to a stop|skid to a halt|skid to a stop|slide to a halt|slide to a "
     "stop|slam on the brakes|slam on its brakes|slam on his brakes|slam on her brakes|hit the "
     "brakes|hit its brakes|hit his brakes|hit her brakes|jam on the brakes|grind to a halt",
     Verb::kStay,
     kPosture,
     1.4F},
    {"fall|rain down|shower down|hail down|tumble|plummet|plunge|crash down|faint|pass out|black "
     "out|flop over|drop down|fall "
     "down|fall over|collapse|keel over|trip|"
     "slip|stumble|faceplant|face plant|fall off|tumble down|slip and fall|fall flat|come down|"
     "crumple|topple off|wipe out|lose balance|lose her balance|lose his balance|"
     "fly over the handlebars|go over the handlebars|fly over his handlebars|"
     "fly over her handlebars|fly off the bike|come off the bike|"
     "lose their balance|lose its balance|clatter|clatter down|clang down|hit the ground|hit the "
     "floor|hit the deck|slip and fall "
     "over|touch the ground",
     Verb::kFall,
     kGoes},
    {"drop|let go of|release|let fall|let go|let drop|throw down|slam down|fling down|toss aside|"
     "throw aside|cast aside",
     Verb::kDrop,
     kActsOn},
    {"bounce|rebound|ricochet|boing|bob up and down", Verb::kBounce, kGoes},
    {"dribble", Verb::kDribble, kActsOn, 1.0F, Direction::kNone, "basketball"},
    {"roll|trundle|roll away|roll over|roll off|wheel", Verb::kRoll, kGoes},
    {"slide|glide|skid|slip down|slide down|slither|skim|glide along", Verb::kSlide, kGoes},
    {"hit|strike|smash into|crash into|slam into|bump into|collide with|ram|ram into|knock|bump|"
     "knock into|run into|bash|smack|whack|punch|tap|touch|slap|clang off|bang into|hit against|"
     "crush|squash|squish|bounce into|collide|impact|crash|smash|clash|slam|break through|burst "
     "through|tackle|headbutt|bang|pummel|thump|jab|stab|thrash|clobber|swat|"
     "clip|graze past|thud into|rear end|plough into|plow into|plough through|plow through|careen "
     "into|barrel into|crash through|smash through|thump into|crash against|smash against|dash "
     "against|bump against|swerve into|skid into|drive into|steer into|run aground on",
     Verb::kHit,
     kAims},
    {"knock over|knock down|tip over|push over|bowl over|topple|overturn|upend|demolish|wreck|"
     "bring down|knock off|kick over|bump off|flatten|knock out|floor|scatter|smash apart|"
     "knock apart|send flying|take down",
     Verb::kHit,
     kAims,
     1.2F},
    {"collapse|tip|fall apart|come crashing down|tip over|crumble|topple over|keel over|"
     "capsize|fall like dominoes|fall one after another|fall one by one",
     Verb::kTopple,
     kPlain},
    {"swing|sway|dangle|oscillate|swing back and forth|rock|rock back and forth|hang",
     Verb::kSwing,
     kGoes},
    {"float|drift|bob|hover|levitate|drift by|float away|bob on|drift along",
     Verb::kFloat,
     kGoes,
     0.7F},
    {"float up|drift up|waft up|rise up", Verb::kFloat, kGoes, 0.7F, Direction::kUp},
    {"sink|go under|submerge|go down|drown|go to the bottom|go straight to the bottom|drop to the "
     "bottom|"
     "fall to the bottom|settle on the bottom",
     Verb::kSink,
     kGoes},
    {"spin|rotate|twirl|whirl|revolve|pivot|turn around|turn|spin around|swirl|gyrate|flip "
     "over|flip|"
     "spin in place|twist|spin out|spin out of control|"
     "skid out of control",
     Verb::kSpin,
     kPlain},
    {"fly|soar|fly by|fly past|fly overhead|swoop|glide overhead|take flight|flutter|fly away|zip "
     "by|"
     "circle overhead|fly off|dart|hover over|streak|streak across|hurtle|whiz|whizz|whiz by|"
     "shoot across|shoot past|streak past|blaze across",
     Verb::kFly,
     kGoes},
    {"launch|lift off|take off|blast off|shoot up|rocket|ascend|be launched|erupt upward",
     Verb::kLaunch,
     kGoes},
    {"stack|pile|pile up|stack up|build|assemble|construct", Verb::kStack, kActsOn},
    {"explode|pop|blow up|burst|detonate|blast apart|erupt|go off|disintegrate",
     Verb::kExplode,
     kPlain},
    {"shatter|break|snap in two|snap in half|smash to pieces|break apart|break into pieces|crack "
     "open|smash into pieces|"
     "break to pieces|splinter|splat",
     Verb::kExplode,
     kPlain,
     0.4F},
    // Legs.
    {"stand|stand up|get up|rise|stand still|stand tall|get to her feet|get to his feet|"
     "get back up|be standing|pose|lean|perch|get back on her feet|get back on his feet",
     Verb::kStand,
     kPosture},
    {"walk|march|stride|step|pace|hike|patrol|strut|swagger|tour|board|descend|disembark|retreat|"
     "approach|come|go|leave|enter|exit|arrive|travel|head|"
     "walk away|walk over|walk in|come in|move|pass|pass by|wander in|return|advance|walk by|"
     "walk past|fight its way|fight his way|fight her way|fight their way|battle its way|push its "
     "way|work its way|make its way|make her way|make his way|make their way|follow|trot "
     "off|parade|"
     "step out|step off|step back|get off|get out|hop out|hop "
     "off|"
     "get on|hop on|climb aboard|"
     "cross|pull up|back away|move on|set off|wade|weave|zigzag|slalom|thread|meet|encounter",
     Verb::kWalk,
     kGoes},
    {"disappear|vanish", Verb::kWalk, kGoes, 1.0F, Direction::kOff},
    {"circle|circle around|go around|walk around|pace around",
     Verb::kWalk,
     kGoes,
     1.0F,
     Direction::kAround},
    {"hide|take cover|hide away", Verb::kWalk, kGoes},
    {"stroll|saunter|amble|wander|tread|trudge|plod|limp|waddle|roam|meander|shuffle|mosey|"
     "stagger|wobble along|toddle|explore|shamble|drag "
     "oneself|hobble|lumber|struggle|struggle on",
     Verb::kWalk,
     kGoes,
     0.6F},
    {"herd|round up|herd together", Verb::kRun, kGoes},
    {"run|jog|sprint|dash|rush|race|gallop|trot|hurry|chase|flee|scamper|scurry|charge|bolt|"
     "run away|run off|escape|storm|run around|scramble|zoom|bound|canter|run across|chase after|"
     "lope|hustle|run up|run over|race past|barrel",
     Verb::kRun,
     kGoes},
    {"jog|trot|canter|lope", Verb::kRun, kGoes, 0.7F},
    {"sprint|bolt|gallop", Verb::kRun, kGoes, 1.5F},
    {"rear|rear up|rear back|buck", Verb::kJump, kPlain, 0.6F, Direction::kUp},
    {"jump|leap|breach|hop|skip|pop up|pop back up|bob up|exercise|work out|do jumping "
     "jacks|spring|vault|jump up|leap "
     "over|hurdle|jump over|jump "
     "off|dismount|jump down|pounce|lunge|"
     "jump up and down|bunny hop|jump onto|leap into|hop around|skip along|bounce up and down",
     Verb::kJump,
     kGoes},
    {"sit|sit down|duck|duck down|take a knee|be seated|take a seat|crouch|squat|kneel|kneel "
     "down|slump|seat|settle|"
     "sit back|plop down|plop onto|meditate|perch on|slouch|flop down|fall to his knees|drop to "
     "his knees|sink to his "
     "knees|"
     "fall to her knees|drop to her knees|sink to her knees",
     Verb::kSit,
     kPosture},
    {"lie|lie down|lay down|recline|lounge|snore|daydream|slumber|sunbathe|sprawl|curl "
     "up|sleep|nap|doze|snooze|fall "
     "asleep|"
     "be asleep",
     Verb::kLie,
     kPosture},
    {"hula hoop|dance|groove|boogie|wiggle|squirm|wriggle|stomp|stamp|fidget|strut "
     "about|waltz|tango|breakdance|shimmy|tap "
     "dance|moonwalk|twerk|jive|sway to|"
     "celebrate|party|bust a move|salsa|headbang",
     Verb::kDance},
    {"skate|ice skate|roller skate|rollerblade|roller blade", Verb::kSkate, kGoes},
    {"climb|clamber|scale|rappel|abseil|scale up|climb up|ascend stairs|shin up",
     Verb::kClimb,
     kGoes},
    {"crawl|creep along|crawl along|slither along|inch", Verb::kCrawl, kGoes, 0.7F},
    {"sneak|tiptoe|creep|prowl|tip toe|skulk|stalk|slink|sneak up|lurk|hunt|tip toe along",
     Verb::kSneak,
     kGoes,
     0.6F},
    // Gestures.
    {"wave|wave goodbye|wave hello|say goodbye|greet|salute|beckon|wave at|wave to|"
     "flail|conduct|signal|surrender|panic|flail about|direct traffic",
     Verb::kWave,
     kAims},
    {"point|gesture|point at|point to|indicate|gesticulate|raise hand|give a thumbs up|"
     "give him a thumbs up|thumbs up|give a thumbs down|raise his hand|raise a hand|"
     "raise a finger",
     Verb::kPoint,
     kAims},
    {"facepalm|face palm|cover his face|cover his eyes|bury his face in his hands|"
     "hide his face|put his face in his hands|put his hands on his face",
     Verb::kCry},
    {"shake his fist|shake her fist|shake a fist|shake his fists|shake their fists|"
     "raise his arms|throw up his arms|raise his fist|pump his fist|fist pump|throw up his hands|"
     "raise both arms|lift his arms|throw his arms up|throw his hands up|raise his hands|"
     "put his hands up|put his arms up|throw his arms in the air|put his hands in the air",
     Verb::kWave},
    {"hold their heads|put their hands on their heads|clutch their heads|shake their heads|"
     "put his hands on his head|hold his head|put his hand on his head|clutch his head|"
     "hold his head in his hands|grab his head|scratch his head|put both hands on his head",
     Verb::kShakeHead},
    {"clap|applaud|clap his hands|give applause|high five|fist bump|give a high five|"
     "give him a high five|slap hands",
     Verb::kClap,
     kAims},
    {"nod|agree|nod her head|nod his head|nod along", Verb::kNod},
    {"shake itself|shake itself dry|shake himself|shake herself|shake dry|shake off|shake her head|"
     "shake his head|shake head|disagree|shake their head|refuse|shrug|shrug her "
     "shoulders|"
     "shrug his shoulders",
     Verb::kShakeHead},
    {"bow|curtsy|take a bow|curtsey|bow down|bend down|bend over|bend|stoop|worship", Verb::kBow},
    {"snuff out|pinch out|blow out|blow on|blow at|blow|puff out|puff at", Verb::kBlow, kAims},
    {"blow bubbles", Verb::kLook, kAims},
    {"film|record|photograph|take a picture of|take a photo of|videotape|snap a photo of|videoing",
     Verb::kLook,
     kAims},
    {"face off|square off|look|watch|stare|gaze|glance|observe|peer|see|look at|look up|look "
     "around|stare at|peek|"
     "peep|confront|rummage|count|browse|worry|check|await|"
     "admire|notice|inspect|examine|study|spot|face|turn to|gaze at|look out|witness|gawk|"
     "look back|discover|find|listen|hear|overhear|listen "
     "to|smell|sense|think|ponder|dream|search|search for|look for|keep watch|wink|"
     "blink|squint|sniff|react",
     Verb::kLook,
     kAims},
    {"smile|grin|smile at|beam|beam at|grin at|smirk|blush|sneer|gloat|flash a smile|give a "
     "smile|smile broadly|"
     "break into a smile|smile warmly|give a big smile|crack a smile",
     Verb::kSmile,
     kAims},
    {"frown|scowl|pout|frown at|scowl at|sulk|mope|groan|glower|glower at|grimace|get "
     "angry|fume|grow angry|"
     "become angry|glare|glare at",
     Verb::kFrown,
     kAims},
    {"let out a scream|let out a cry|let out a yell|let out a shriek|gasp|gasp at|be "
     "startled|wince|flinch|cringe|recoil|jump back in surprise|gape|gape at|get "
     "scared|get a fright",
     Verb::kGasp,
     kAims},
    {"startle|scare|frighten|spook|shock|surprise|soak|drench|douse|spatter|splatter",
     Verb::kGasp,
     kMakesMove},
    {"wake|awaken|rouse", Verb::kLook, kMakesMove},
    {"amuse|delight|entertain|tickle", Verb::kLaugh, kMakesMove},
    {"annoy|anger|enrage|irritate", Verb::kFrown, kMakesMove},
    {"let out a "
     "sigh|sigh|sneeze|cough|shiver|tremble|hiccup|burp|shudder|quiver|scratch|comb|shave|spit|"
     "snort|"
     "pant",
     Verb::kShakeHead},
    {"stretch|yawn|flex|cup his hands|cup her hands|cup their hands|cross his arms|cross her "
     "arms|fold his arms|fold her arms",
     Verb::kStand},
    {"be on the phone|talk on the "
     "phone|talk|teach|chat|speak|converse|argue|gossip|debate|discuss|lecture|narrate|present|"
     "talk to|"
     "interview|explain|mutter|report|give a speech|tell a story|complain|apologize|speak to|"
     "deliver a monologue|give an interview|chatter|bicker|pray|introduce|preach|negotiate|bargain|"
     "rant|improvise|curse|swear|scold|plead|grumble|thank|boast|brag|tease|taunt|jeer|protest|"
     "flirt|"
     "threaten|insult|whine|demonstrate|ramble|babble|stutter|count aloud",
     Verb::kTalk,
     kAims},
    {"sing|hum|chant|croon|serenade|rap|yodel|belt out|sing along|howl a song|whistle|sing "
     "to|perform a song",
     Verb::kSing},
    {"let out a laugh|laugh|giggle|chuckle|cackle|snicker|crack up|burst out laughing|burst into "
     "laughter|guffaw",
     Verb::kLaugh},
    {"cry|weep|sob|wail|grieve|mourn|moan|burst into tears|bawl|whimper|shed a tear|break down "
     "crying",
     Verb::kCry},
    {"hold|carry|grip|cling|buy|clutch|cradle|squeeze|cling to|clench|hold up|hold onto|hold on "
     "to|bring|lift up high|wield|show|"
     "brandish|have|own|use|share|raise|hold out|present a|bear|hug tightly|keep|take along",
     Verb::kHold,
     kActsOn},
    {"gather around|guard|stand guard|keep guard|gather round|huddle around|huddle round|crowd "
     "around|crowd round|stand "
     "round|sit round|huddle together|huddle",
     Verb::kStand,
     kPosture},
    {"pick up|lift|grab|take|collect|scoop|harvest|fetch|snatch|scoop up|gather|hoist|raise "
     "up|grasp|steal|seize|"
     "retrieve|pluck|pick|get|pull out|rescue|pick off|choose|reach for|reach|reach out for|dig up",
     Verb::kPickUp,
     kActsOn},
    {"feed", Verb::kPoint, kAims},
    {"bury|tuck in", Verb::kPush, kAims, 0.5F},
    {"push|shove|nudge|press|poke|prod|push away|open|close|shut|move a|pat|roll "
     "a|ring|press "
     "against|"
     "flick|set up|put|place|set|put down|set down|lay|slide a|knock on|stroke|pet|"
     "adjust|paint|wash|clean|wipe|fix|repair|stir|cook|bake|fry|chop|sweep|mop|water|plant|dig|"
     "pour|write|draw|type|sculpt|carve|polish|scrub|brush|mix|knead|iron|cut|slice|dice|fold|rub|"
     "massage|mow|"
     "plough|plow|prune|trim|rake|shovel|sharpen|sketch|scribble|doodle|vacuum|weld|work|work "
     "on|tidy|"
     "pinch|scrape|peel|decorate|assemble a|caress|groom|prepare",
     Verb::kPush,
     kAims},
    {"tie|lace|fasten|tie up|untie", Verb::kBow},
    {"dip|immerse|put|place|set|put down|set down|lay|lay down on|put away|put up",
     Verb::kDrop,
     kActsOn},
    {"perform|rehearse|busk|play along", Verb::kDance},
    {"play|play around|frolic|romp|play tag|play with|play together|play in|play hide and seek",
     Verb::kRun,
     kGoes,
     0.8F},
    {"land a punch|throw a punch|land a blow|deliver a punch|throw punches|land a kick",
     Verb::kHit,
     kAims},
    {"counter|counterattack|strike back|hit back|punch back|fight "
     "back|retaliate|riposte|fight|battle|spar|box|fence|duel|attack|clash with|brawl|fight with",
     Verb::kHit,
     kAims},
    {"arm wrestle|knit|sew|crochet|embroider|play chess|play cards|play checkers|play a game|play "
     "video "
     "games|play a video game",
     Verb::kSit,
     kPosture},
    {"melt|evaporate|break down|stall", Verb::kStay, kPosture},
    {"hammer|hammer in|saw|drill|sand|unlock|unwrap|unpack", Verb::kPush, kAims},
    {"lead|guide|escort|usher", Verb::kWalk, kGoes},
    {"give|offer|hand|hand out|hand over|hand back|pass over", Verb::kThrow, kActsOn, 0.4F},
    {"aim|take aim|spray|squirt|hose down|extinguish|put out", Verb::kPoint, kAims},
    {"clear", Verb::kJump, kGoes},
    {"dodge|evade|avoid|sidestep|dodge out of the way|jump out of the way|step aside|leap aside|"
     "jump aside|duck out of the way",
     Verb::kJump,
     kPlain,
     0.7F,
     Direction::kRight},
    {"send|head", Verb::kWalk, kGoes},
    {"fish|go fishing|angle|cast a line|cast his line|cast her line|cast their lines|cast a "
     "fishing line|cast his fishing rod|cast her fishing rod|cast a net",
     Verb::kSit,
     kPosture},
    {"switch on|switch off|light up|flash|blink on|flicker "
     "on|flicker|glow|shine|sparkle|glitter|twinkle|burn|smoke|gleam|drip|leak|bloom|grow|wilt",
     Verb::kStay,
     kPosture},
    {"beat its chest|beat his chest|beat her chest|pound its chest|beat their chests", Verb::kClap},
    {"light|kindle", Verb::kHold, kActsOn},
    {"overflow|boil|fill up|freeze over", Verb::kStay, kPosture},
    {"play tug of war|have a tug of war", Verb::kPull, kAims},
    {"pull|drag|tug|haul|tow|reel in|lasso|yank|pull along|heave|pull on", Verb::kPull, kAims},
    {"eat|munch|bite|chew|devour|gnaw|feast|sample|nibble|snack|taste|snack on|feast "
     "on|gobble|lick|have lunch|have "
     "dinner|"
     "have breakfast|munch on|chomp|bite into|gulp down|swallow",
     Verb::kEat,
     kActsOn},
    {"drink|sip|gulp|slurp|guzzle|take a sip|sip from|drink from|chug",
     Verb::kDrink,
     kActsOn,
     1.0F,
     Direction::kNone,
     "cup"},
    {"read|study a book|leaf through|flip through|browse|read from",
     Verb::kRead,
     kActsOn,
     1.0F,
     Direction::kNone,
     "book"},
    {"play guitar|play the guitar|play piano|play the piano|play violin|play the violin|play drum|"
     "play the drum|play the drums|play drums|strum|play trumpet|play the trumpet|play flute|"
     "play the flute|play saxophone|play the saxophone|play the cello|play cello|play the ukulele|"
     "play music|drum|jam|play an instrument|play the harp|play a song|play bass|play banjo|"
     "play the accordion|play the saxophone|play sax|play the sax|perform music|play a guitar|"
     "play a violin|play a piano|play a drum|play a flute|play a trumpet|fiddle|play the banjo|"
     "play the bass|play the keyboard|play keyboard|play the electric guitar|play electric guitar|"
     "play the bagpipes|play the harmonica|play harmonica|slam the keys|hit the keys|pound the "
     "keys|"
     "strike the keys|press the keys|tinkle the keys",
     Verb::kPlayInstrument,
     kActsOn},
    {"hug|embrace|cuddle|kiss|hold hands|snuggle|comfort|shake hands|shake hands with|wrestle|"
     "hold hands with",
     Verb::kHug,
     kAims},
    // Ball and target.
    {"throw|toss|hurl|fling|lob|pitch|chuck|cast|pass the ball|sling|flip a|serve up|throw away|"
     "throw up|pass to|heave a|skip a|skim a|skip flat|skim|tosses up|throw in the air|launch "
     "a|deal|catapult|loft|hand "
     "over",
     Verb::kThrow,
     kActsOn,
     1.0F,
     Direction::kNone,
     "ball"},
    {"fire|fire off", Verb::kThrow, kActsOn},
    {"juggle", Verb::kJuggle, kActsOn, 1.0F, Direction::kNone, "ball"},
    {"water|fill|fill up|refill|top up", Verb::kPour, kAims, 1.0F, Direction::kNone, "watering can"
    },
    {"pour|pour out|decant|tip out|empty out", Verb::kPour, kActsOn, 1.0F, Direction::kNone, "jug"},
    {"play catch|toss back and forth|throw back and forth|pass back and forth",
     Verb::kThrow,
     kActsOn,
     1.0F,
     Direction::kNone,
     "ball"},
    {"drop the pass|drop the catch|fumble the catch|miss the catch",
     Verb::kCatch,
     kActsOn,
     1.0F,
     Direction::kNone,
     "ball",
     {},
     Outcome::kFailure},
    {"catch|save|block|parry|tip over the bar|punch away|deflect|snag|intercept|receive|grab out "
     "of the air|snatch out of the "
     "air|catch up with the "
     "ball",
     Verb::kCatch,
     kActsOn,
     1.0F,
     Direction::kNone,
     "ball"},
    {"kick|boot|punt|volley|kick away|play soccer|play football|play with a soccer ball",
     Verb::kKick,
     kActsOn,
     1.0F,
     Direction::kNone,
     "soccer ball"},
    {"shoot|shoot a free throw|shoot hoops|take a shot|shoot a basket|shoot a "
     "basketball|"
     "shoot the ball|play basketball|shoot baskets|shoot some hoops",
     Verb::kShoot,
     kActsOn},
    {"dunk|slam dunk|dunk it|dunk the ball|slam it home|slam the ball",
     Verb::kDunk,
     kActsOn,
     1.0F,
     Direction::kNone,
     "basketball",
     "hoop"},
    {"lay up|lay it up", Verb::kShoot, kActsOn, 0.5F},
    {"shoot a three pointer|shoot from downtown|shoot from deep", Verb::kShoot, kActsOn, 1.5F},
    {"bowl|go bowling|roll a bowling ball",
     Verb::kBowl,
     kPlain,
     1.0F,
     Direction::kNone,
     "bowling ball",
     "bowling pin"},
    {"bat|rally|hit it back|return the ball|swing at|bunt|spike|serve|putt|chip|tee off|swing a "
     "bat|swing a club|hit a home "
     "run|swing her "
     "bat|"
     "swing his bat|swing his club|swing her racket|swing her club|swing his racket|swing the bat|"
     "play tennis|play golf|play baseball|drive the ball|smash the ball|play badminton|play "
     "volleyball|play beach volleyball|"
     "return a serve|swing a racket|swing his paddle|play ping pong|play table tennis|bat at|"
     "swing and miss|tee it up",
     Verb::kBat,
     kActsOn},
    // Gymnastics.
    {"backflip|back flip|somersault backwards|do a backflip|flip backwards", Verb::kBackflip},
    {"front flip|frontflip|somersault|flip forward|flip forwards|somersault forward",
     Verb::kFrontFlip},
    {"cartwheel|do cartwheels|turn a cartwheel", Verb::kCartwheel},
    {"handstand|stand on her hands|stand on his hands|do a handstand|walk on her hands|walk on his "
     "hands|"
     "stand on their hands",
     Verb::kHandstand},
    {"pirouette|twirl around|do pirouettes", Verb::kPirouette},
    {"balance|teeter|totter|wobble|balance on one leg|walk along a balance beam",
     Verb::kBalance,
     kPosture},
    {"walk a tightrope|walk the tightrope|cross a tightrope",
     Verb::kBalance,
     kPosture,
     1.0F,
     Direction::kNone,
     {},
     "tightrope"},
    {"dive|enter the water|plunge into|dive into|dive off|belly flop|cannonball|jump into the "
     "water|plop into|plop",
     Verb::kDive,
     kGoes},
    {"tumble across|do gymnastics|perform gymnastics", Verb::kCartwheel},
    // Boards, water, vehicles.
    {"skateboard|ride a skateboard|cruise on a skateboard|push off on a skateboard|longboard",
     Verb::kPushBoard,
     kGoes,
     1.0F,
     Direction::kNone,
     "skateboard"},
    {"ollie", Verb::kOllie, kPlain, 1.0F, Direction::kNone, "skateboard"},
    {"kickflip|heelflip|kick flip|do a kickflip",
     Verb::kKickflip,
     kPlain,
     1.0F,
     Direction::kNone,
     "skateboard"},
    {"grind|nosegrind|boardslide|slide a rail|board slide|grind down",
     Verb::kGrind,
     kAims,
     1.0F,
     Direction::kNone,
     "skateboard",
     "rail"},
    {"snowboard|ski|carve down|ski down|sled|shred",
     Verb::kSnowboard,
     kGoes,
     1.0F,
     Direction::kNone,
     "snowboard"},
    {"surf|get barrelled|get barreled|ride a wave|ride the wave|catch a wave|ride waves|ride the "
     "waves|surf a "
     "wave|bodysurf|ride a big wave|carve a wave|ride the barrel|ride a barrel|ride the tube|"
     "ride a huge wave|ride a giant wave|catch waves",
     Verb::kSurf,
     kPlain,
     1.0F,
     Direction::kNone,
     "surfboard"},
    {"row|kayak|canoe", Verb::kPaddle, kGoes, 1.0F, Direction::kNone, "rowboat"},
    {"paddle|paddleboard|stand up paddleboard|stand up paddle|paddle board",
     Verb::kPaddle,
     kGoes,
     1.0F,
     Direction::kNone,
     "paddleboard"},
    {"swim|splash around|bathe|do laps|backstroke|tread water|snorkel|scuba dive|doggy "
     "paddle|splash|swim around|swim by",
     Verb::kSwim,
     kGoes},
    {"cycle|bike|pedal|ride a bike|ride a bicycle|ride her bike|ride his bike|ride her "
     "bicycle|ride his bicycle|bicycle|"
     "ride bikes|ride bicycles|do a wheelie|ride the bike|ride the bicycle|ride their bikes",
     Verb::kCycle,
     kGoes,
     1.0F,
     Direction::kNone,
     "bicycle"},
    {"ride|mount|gallop on|ride on|saddle up|ride along", Verb::kRide, kActsOn},
    {"drive|drift around|speed|cruise|accelerate|drive off|drive away|steer|drive by|race around|"
     "motor|commute|reverse|speed by|speed past|drive past|pull away|speed away|speed "
     "off|zoom by|zoom past|"
     "honk|rev|swerve|overtake",
     Verb::kDrive,
     kActsOn},
    {"sail|sail away|set sail|voyage|navigate|sail past|sail by|tack", Verb::kSail, kGoes},
    // Animals.
    {"let out a jet of flame|let out a roar|let out a growl|let out a howl|let out a bark|breathe "
     "fire|breathe flames|spit fire|breathe out fire|spew fire|belch "
     "fire|bark|woof|growl|howl|yap|yelp|snarl|roar",
     Verb::kBark,
     kAims},
    {"meow|purr|hiss|mew", Verb::kMeow},
    {"neigh|whinny|snort|bray|moo|bleat", Verb::kNeigh},
    {"chirp|tweet|caw|squawk|quack|crow|hoot|cluck|warble|honk loudly|coo|cheep", Verb::kChirp},
    {"flap|flap its wings|flap their wings|beat its wings|flap her wings|flap his wings|spread its "
     "wings",
     Verb::kFlap},
    {"graze|browse grass|eat grass|peck|peck at|eat hay|forage", Verb::kGraze},
    {"wag|wag its tail|wag his tail|wag her tail|wag their tails|wag the tail", Verb::kWag},
};

constexpr FactorRow kMannerTable[] = {
    {"very slowly|in slow steps|extremely slowly|barely", 0.4F},
    {"slowly|gently|softly|lazily|carefully|cautiously|calmly|gracefully|quietly|lightly|"
     "delicately|tenderly|leisurely|"
     "gingerly|peacefully|serenely|weakly|tiredly|sleepily|wearily|casually|slightly|hesitantly|"
     "timidly|slow|gentle|"
     "at a slow pace|elegantly|steadily|smoothly|sadly|silently|absently|idly|gradually|a "
     "little|shyly|nervously",
     0.65F},
    {"from downtown|from way downtown|from way out|from "
     "deep|fast|quickly|hard|rapidly|vigorously|energetically|excitedly|swiftly|powerfully|"
     "forcefully|"
     "strongly|high|"
     "briskly|happily|wildly|loudly|hastily|frantically|enthusiastically|joyfully|aggressively|"
     "angrily|with force|"
     "at full speed|at high speed|at top speed|eagerly|playfully|heavily|with all his might|with "
     "all her might|"
     "gathering speed|gaining speed|picking up speed|gathering "
     "momentum|speedily|desperately|suddenly|at speed|with energy|in a hurry|boldly|high into the "
     "air|high "
     "in the air|"
     "in panic|proudly",
     1.4F},
    {"far|very far|so far|miles away|violently|furiously|extremely fast|very fast|as fast as "
     "possible|as hard as possible|very "
     "hard|extremely hard|"
     "explosively|crazily|like crazy|super fast|really hard|really fast|very high|super high|at "
     "breakneck speed|"
     "at lightning speed|incredibly fast|at incredible speed|brutally",
     1.8F},
};

constexpr CountRow kRepeatTable[] = {
    {"once|one time|just once|a single time", 1},
    {"twice|two times|again and again|2 times|2x", 2},
    {"three times|thrice|a few times|3 times|several times|repeatedly|over and over|3x|many times|"
     "over and over again|continuously|multiple times",
     3},
    {"four times|4 times", 4},
    {"five times|5 times", 5},
    {"six times|6 times", 6},
    {"seven times|7 times", 7},
    {"eight times|8 times", 8},
    {"nine times|9 times", 9},
    {"ten times|10 times", 10},
};

constexpr ValueRow<OrderWord> kOrderTable[] = {
    {"then|and then|next|afterwards|afterward|after that|subsequently|later|thereafter|soon "
     "after|a moment later|"
     "moments later|immediately after|right after that|followed by|before finally|and "
     "later|until|one by one|"
     "a beat later|seconds later|shortly after|only to|one after another|upon which|after a "
     "while|in turn",
     OrderWord::kThen},
    {"while|as|meanwhile|at the same time|simultaneously|whilst|during|all the while|in the "
     "meantime",
     OrderWord::kWhile},
    {"after|once|when|as soon as|right after", OrderWord::kAfter},
    {"before|right before|just before", OrderWord::kBefore},
    {"finally|lastly|in the end|at the end|eventually|at last|in the final second|in the final "
     "moment|"
     "in the last second|at the last second|in the final seconds|in the last moment|ultimately|"
     "ending with|ending in|ends with|finishing with|finishes with|finishing in|culminating in|"
     "culminating with|concluding with|concludes with|before ending with|and ends with",
     OrderWord::kFinally},
    {"but|however|yet|although|though|unfortunately|sadly for him|nevertheless|only|instead",
     OrderWord::kBut},
    {"first|at first|initially|to begin with|starting with|beginning with|starts with|begins "
     "with|to start with|in the beginning|firstly",
     OrderWord::kFirst},
};

constexpr ValueRow<Delivery> kSpeechTable[] = {
    {"say|tell|reply|answer|respond|exclaim|announce|declare|mention|remark|add|state|explain "
     "that|comment|greet with|"
     "mumble|mutter|narrate|continue|joke|admit|insist|report|warn|suggest|repeat|quip|confess|"
     "promise|recite|go|"
     "speak|observe aloud|introduce himself|introduce herself|deadpan|begin|note|conclude|read "
     "aloud|sigh|chuckle|"
     "laugh|smile and say|talk|think aloud|counter|retort|agree|offer|voice over|speak the line",
     Delivery::kSay},
    {"shout|yell|scream|call|cry out|call "
     "out|shriek|roar|bellow|holler|cheer|command|order|bark|exclaim loudly|"
     "cry|shout out|yell out|scream out|boom|chant|proclaim",
     Delivery::kShout},
    {"whisper|murmur|breathe|hiss|say softly|say quietly", Delivery::kWhisper},
    {"ask|question|inquire|wonder|wonder aloud|demand|beg", Delivery::kAsk},
    {"sing|hum|croon|rap", Delivery::kSing},
};

}  // namespace

std::span<const VerbRow> verb_rows() {
    return kVerbTable;
}

std::span<const FactorRow> manner_rows() {
    return kMannerTable;
}

std::span<const CountRow> repeat_rows() {
    return kRepeatTable;
}

std::span<const ValueRow<OrderWord>> order_rows() {
    return kOrderTable;
}

std::span<const ValueRow<Delivery>> speech_rows() {
    return kSpeechTable;
}

}  // namespace hibari::world
