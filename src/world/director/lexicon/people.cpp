#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr int to_int(auto value) {
    return static_cast<int>(value);
}

constexpr PersonLook kWoman{.gender = Gender::kWoman};
constexpr PersonLook kMan{.gender = Gender::kMan};
constexpr PersonLook kGirl{.age = Age::kChild, .gender = Gender::kWoman};
constexpr PersonLook kBoy{.age = Age::kChild, .gender = Gender::kMan};
constexpr PersonLook kOldWoman{
    .age = Age::kOld,
    .gender = Gender::kWoman,
    .hair = HairStyle::kBun,
    .hair_color = Vec3{0.6F, 0.6F, 0.6F},
    .glasses = Glasses::kClear,
};
constexpr PersonLook kOldMan{
    .age = Age::kOld,
    .gender = Gender::kMan,
    .hair_color = Vec3{0.6F, 0.6F, 0.6F},
    .beard = true,
};
constexpr PersonLook kTeam{.top = Top::kJersey, .bottom = Bottom::kShorts};
constexpr PersonLook kFit{.build = Build::kSlim, .top = Top::kSwimwear};
constexpr PersonLook kSuited{.top = Top::kSuit, .bottom = Bottom::kTrousers};
constexpr Vec3 kWhiteCloth{0.85F, 0.85F, 0.83F};
constexpr Vec3 kBlackCloth{0.01F, 0.01F, 0.012F};
constexpr Vec3 kNavyCloth{0.01F, 0.02F, 0.09F};
constexpr Vec3 kRedCloth{0.55F, 0.02F, 0.02F};
constexpr Vec3 kYellowCloth{0.8F, 0.5F, 0.03F};
constexpr Vec3 kArmyCloth{0.06F, 0.08F, 0.03F};
constexpr Vec3 kBrownCloth{0.13F, 0.06F, 0.02F};

constexpr RoleRow kRoleTable[] = {
    {"person|someone|somebody|adult|human|stranger|figure|individual|human "
     "being|passerby|passer by|passers by|pedestrian|character|"
     "bystander|twin|sibling|triplet|onlooker|anyone|everyone|neighbour|neighbor|friend|customer|"
     "passenger|visitor|"
     "tourist|traveler|"
     "traveller|guest|survivor|villager|citizen|local|protagonist|hero|main "
     "character|people|folk|others|humanoid|"
     "partner|parent|couple member|opponent|rival|patient|protester|witness|owner|camper"},
    {"man|guy|gentleman|dude|bloke|fellow|husband|father|dad|brother|uncle|male|boyfriend|"
     "groomsman|chap|mister|lad|"
     "businessman in shirt|bachelor|son in law|mailman|salesman|cameraman|strongman",
     kMan},
    {"woman|lady|wife|mother|mom|mum|sister|aunt|female|girlfriend|gal|heroine|mistress|madam|"
     "businesslady|lass|diva",
     kWoman},
    {"office worker|employee|coworker|accountant",
     {.top = Top::kShirt, .bottom = Bottom::kTrousers},
     "classroom"},
    {"redhead|redhaired woman", {.hair_color = Vec3{0.42F, 0.09F, 0.02F}}},
    {"brunette", {.gender = Gender::kWoman, .hair_color = Vec3{0.035F, 0.02F, 0.012F}}},
    {"little brother|baby brother|kid brother|boy|little boy|son|schoolboy|young "
     "boy|nephew|grandson|brat",
     kBoy},
    {"little sister|baby sister|kid sister|girl|little girl|daughter|schoolgirl|young "
     "girl|niece|granddaughter",
     kGirl},
    {"child|kid|little kid|youngster|schoolchild|grandchild|kindergartner|pupil",
     {.age = Age::kChild}},
    {"toddler|baby|infant|tot",
     {.age = Age::kChild,
      .hair = HairStyle::kShort,
      .top = Top::kTShirt,
      .top_color = Vec3{0.86F, 0.62F, 0.16F},
      .bottom = Bottom::kShorts,
      .bottom_color = Vec3{0.55F, 0.72F, 0.86F}}},
    {"teenager|teen|adolescent|youth|high schooler", {.age = Age::kTeen}},
    {"teenage girl|teen girl", {.age = Age::kTeen, .gender = Gender::kWoman}},
    {"teenage boy|teen boy", {.age = Age::kTeen, .gender = Gender::kMan}},
    {"student|college student|university student", {.age = Age::kTeen}},
    {"grandmother|grandma|granny|old lady|old woman|elderly woman|elderly lady|nana", kOldWoman},
    {"grandfather|grandpa|old man|elderly man|gramps|elderly gentleman|old timer", kOldMan},
    {"elder|senior|pensioner|old person|elderly person|senior citizen|grandparent",
     {.age = Age::kOld}},
    {"player|receiver|wide receiver|catcher|passer|fielder|outfielder|shortstop|kicker of the "
     "team|libero|athlete|sportsman|sports "
     "player|striker|goalkeeper|goalie|forward|midfielder|point "
     "guard|defender|"
     "keeper|center forward|teammate|team "
     "mate|quarterback|linebacker|shooter|winger|rookie|captain of the "
     "team|competitor|batsman|"
     "olympian",
     kTeam},
    {"basketball player|basketballer|hooper|nba player", kTeam, "gym"},
    {"soccer player|footballer|football player|soccer striker|soccer goalkeeper", kTeam, "stadium"},
    {"volleyball player|handball player|rugby player", kTeam},
    {"tennis player|badminton player|ping pong player",
     {.top = Top::kShirt, .top_color = kWhiteCloth, .bottom = Bottom::kShorts}},
    {"baseball player|pitcher|batter|baseball pitcher|outfielder|slugger",
     {.hat = Hat::kCap, .top = Top::kJersey, .bottom = Bottom::kTrousers}},
    {"golfer|golf player|caddie",
     {.hat = Hat::kCap, .top = Top::kShirt, .bottom = Bottom::kTrousers},
     "meadow"},
    {"bowler", {.top = Top::kShirt, .bottom = Bottom::kTrousers}, "bowling alley"},
    {"skateboarder|skater|skate boarder|longboarder|skater boy",
     {.age = Age::kTeen, .hat = Hat::kBeanie, .top = Top::kTShirt, .bottom = Bottom::kTrousers},
     "skate park"},
    {"skater girl|skateboarder girl",
     {.age = Age::kTeen,
      .gender = Gender::kWoman,
      .hat = Hat::kBeanie,
      .top = Top::kTShirt,
      .bottom = Bottom::kTrousers},
     "skate park"},
    {"figure skater|ice skater",
     {.build = Build::kSlim, .gender = Gender::kWoman, .hair = HairStyle::kBun, .top = Top::kDress},
     "ice rink"},
    {"ballerina|ballet dancer",
     {.build = Build::kSlim, .gender = Gender::kWoman, .hair = HairStyle::kBun, .top = Top::kDress},
     "stage"},
    {"dancer|breakdancer|performer|street dancer|tap dancer|ballroom dancer",
     {.build = Build::kSlim},
     "stage"},
    {"gymnast|acrobat|tumbler|contortionist|trapeze artist|tightrope walker",
     {.build = Build::kSlim, .top = Top::kLeotard},
     "gym"},
    {"snowboarder|skier|ski jumper",
     {.hat = Hat::kHelmet,
      .top = Top::kJacket,
      .bottom = Bottom::kTrousers,
      .glasses = Glasses::kGoggles},
     "snowy mountain"},
    {"surfer|surf instructor|surfer dude", kFit, "sea"},
    {"surfer girl", {.gender = Gender::kWoman, .top = Top::kSwimwear}, "sea"},
    {"swimmer|lifeguard|bather|freediver|synchronized swimmer", kFit, "swimming pool"},
    {"diver|scuba diver", kFit, "sea"},
    {"paddleboarder|paddle boarder|kayaker|rower|canoeist", kFit, "lake"},
    {"cyclist|biker|bmx rider|bike rider|mountain biker",
     {.hat = Hat::kHelmet, .top = Top::kJersey, .bottom = Bottom::kShorts},
     "street"},
    {"runner|jogger|sprinter|marathon runner|hurdler|long jumper|high jumper|triple jumper|pole "
     "vaulter|parkour runner|freerunner|traceur",
     {.build = Build::kSlim, .top = Top::kTShirt, .bottom = Bottom::kShorts}},
    {"boxer|wrestler|fighter|karateka|martial artist|sumo wrestler|kickboxer",
     {.build = Build::kMuscular},
     "gym"},
    {"bodybuilder|weightlifter|weight lifter|muscle man|strong man|powerlifter",
     {.build = Build::kMuscular, .gender = Gender::kMan},
     "gym"},
    {"cheerleader",
     {.gender = Gender::kWoman,
      .hair = HairStyle::kPonytail,
      .top = Top::kJersey,
      .bottom = Bottom::kSkirt}},
    {"referee|umpire|coach|trainer|instructor",
     {.hat = Hat::kCap, .top = Top::kShirt, .bottom = Bottom::kTrousers}},
    {"astronaut|cosmonaut|spaceman|spacewoman|space explorer|space traveler|moonwalker",
     {.hat = Hat::kHelmet, .top = Top::kSpaceSuit, .top_color = kWhiteCloth},
     "moon"},
    {"chef|cook|baker|sous chef|pastry chef",
     {.hat = Hat::kChef,
      .hat_color = kWhiteCloth,
      .top = Top::kApron,
      .top_color = kWhiteCloth,
      .bottom = Bottom::kTrousers},
     "kitchen"},
    {"doctor|scientist|nurse|surgeon|professor|dentist|vet|veterinarian|pharmacist|lab "
     "technician|chemist|researcher",
     {.top = Top::kCoat,
      .top_color = kWhiteCloth,
      .bottom = Bottom::kTrousers,
      .glasses = Glasses::kClear}},
    {"businessman|business "
     "man|executive|ceo|banker|politician|president|lawyer|agent|groom|butler|mayor|secret agent|"
     "salesperson|stockbroker|spy|boss",
     {.gender = Gender::kMan,
      .top = Top::kSuit,
      .top_color = kBlackCloth,
      .bottom = Bottom::kTrousers}},
    {"businesswoman|business woman|business person",
     {.gender = Gender::kWoman,
      .top = Top::kSuit,
      .top_color = kNavyCloth,
      .bottom = Bottom::kTrousers}},
    {"news anchor|anchor|newscaster|anchorman|anchorwoman|newsreader|news reader|news "
     "presenter|weather presenter|weatherman|anchorperson",
     kSuited,
     "studio"},
    {"presenter|host|reporter|news reporter|tv host|journalist|interviewer|commentator|announcer|"
     "tv presenter|game show host",
     kSuited},
    {"detective|private eye|mobster|gangster|noir detective|private detective|inspector|sleuth",
     {.gender = Gender::kMan, .hat = Hat::kFedora, .top = Top::kCoat, .bottom = Bottom::kTrousers}},
    {"police officer|policeman|cop|officer|sheriff|security guard|guard|policewoman",
     {.hat = Hat::kPeaked,
      .hat_color = kNavyCloth,
      .top = Top::kUniform,
      .top_color = kNavyCloth,
      .bottom = Bottom::kTrousers,
      .bottom_color = kNavyCloth}},
    {"firefighter|fireman|fire fighter|miner",
     {.hat = Hat::kHelmet,
      .hat_color = kRedCloth,
      .top = Top::kCoat,
      .top_color = kYellowCloth,
      .bottom = Bottom::kTrousers}},
    {"builder|construction "
     "worker|worker|engineer|mechanic|plumber|electrician|carpenter|handyman|labourer|laborer|"
     "welder",
     {.hat = Hat::kHelmet,
      .hat_color = kYellowCloth,
      .top = Top::kShirt,
      .bottom = Bottom::kTrousers}},
    {"cowboy|rancher|gunslinger|rodeo rider|bull rider",
     {.gender = Gender::kMan, .hat = Hat::kCowboy, .top = Top::kShirt, .bottom = Bottom::kTrousers},
     "desert"},
    {"farmer|farmhand",
     {.hat = Hat::kCowboy, .top = Top::kShirt, .bottom = Bottom::kTrousers},
     "farm"},
    {"hockey player|ice hockey player|puck handler",
     {.hat = Hat::kHelmet, .top = Top::kJersey, .bottom = Bottom::kTrousers},
     "ice rink"},
    {"cowgirl",
     {.gender = Gender::kWoman, .hat = Hat::kCowboy, .top = Top::kShirt, .bottom = Bottom::kTrousers
     },
     "desert"},
    {"king|emperor|prince",
     {.gender = Gender::kMan,
      .hat = Hat::kCrown,
      .hat_color = kYellowCloth,
      .top = Top::kCoat,
      .top_color = kRedCloth}},
    {"queen|princess|empress",
     {.gender = Gender::kWoman,
      .hair = HairStyle::kLong,
      .hat = Hat::kCrown,
      .hat_color = kYellowCloth,
      .top = Top::kDress}},
    {"knight|warrior|gladiator|guardian|paladin|crusader|king 's guard",
     {.build = Build::kMuscular, .hat = Hat::kKnight, .top = Top::kArmour}},
    {"samurai|ronin|swordsman|swordswoman|swordmaster|sword master|sword fighter|swordfighter|"
     "kendo fighter",
     {.hair = HairStyle::kBun,
      .hair_color = kBlackCloth,
      .top = Top::kKimono,
      .top_color = kNavyCloth,
      .bottom = Bottom::kTrousers,
      .bottom_color = kBlackCloth}},
    {"pirate|pirate captain|buccaneer",
     {.hat = Hat::kTricorn,
      .hat_color = kBlackCloth,
      .top = Top::kCoat,
      .top_color = kRedCloth,
      .bottom = Bottom::kTrousers,
      .bottom_color = kBlackCloth,
      .beard = true}},
    {"viking|barbarian",
     {.build = Build::kMuscular,
      .hat = Hat::kViking,
      .top = Top::kVest,
      .top_color = kBrownCloth,
      .beard = true}},
    {"soldier|trooper|marine|general",
     {.build = Build::kMuscular,
      .hat = Hat::kHelmet,
      .hat_color = kArmyCloth,
      .top = Top::kUniform,
      .top_color = kArmyCloth,
      .bottom = Bottom::kTrousers,
      .bottom_color = kArmyCloth}},
    {"santa|santa claus|father christmas|saint nick",
     {.age = Age::kOld,
      .build = Build::kHeavy,
      .gender = Gender::kMan,
      .hair_color = kWhiteCloth,
      .hat = Hat::kSanta,
      .hat_color = kRedCloth,
      .top = Top::kCoat,
      .top_color = kRedCloth,
      .bottom = Bottom::kTrousers,
      .bottom_color = kRedCloth,
      .beard = true}},
    {"elf|gnome|dwarf|leprechaun|hobbit", {.age = Age::kChild, .hat = Hat::kSanta}},
    {"wizard|magician|sorcerer|witch|warlock|druid|sorceress|mage",
     {.hat = Hat::kWizard, .hat_color = kNavyCloth, .top = Top::kRobe, .top_color = kNavyCloth}},
    {"clown|mime|jester|juggler|street performer|circus performer|ringmaster",
     {.hair = HairStyle::kCurly, .hat = Hat::kTopHat, .top = Top::kJacket}},
    {"musician|singer|guitarist|pianist|violinist|drummer|rock star|rapper|cellist|saxophonist|pop "
     "star|busker|"
     "guitar player|piano player|drum player|violin player|bass player|trumpet player|flute player|"
     "saxophone player|cello player|harp player|banjo player|keyboard player|"
     "street musician|choir singer|opera singer|conductor|flutist|trumpeter|bassist|vocalist|jazz "
     "musician|band member|dj",
     {},
     "stage"},
    {"punk|punk rocker|rocker",
     {.hair = HairStyle::kMohawk,
      .top = Top::kJacket,
      .top_color = kBlackCloth,
      .bottom = Bottom::kTrousers}},
    {"bride",
     {.gender = Gender::kWoman,
      .hair = HairStyle::kBun,
      .top = Top::kDress,
      .top_color = kWhiteCloth}},
    {"explorer|hiker|mountaineer|backpacker|climber|adventurer|ranger|archaeologist|trekker|hunter|"
     "fisherman|sherpa|park ranger",
     {.hat = Hat::kBeanie, .top = Top::kJacket, .bottom = Bottom::kTrousers}},
    {"pilot|captain|sailor|conductor of a train|skipper|fisher|seaman",
     {.hat = Hat::kCap, .top = Top::kJacket, .top_color = kNavyCloth, .bottom = Bottom::kTrousers}},
    {"driver|racer|race car driver|racing driver|motorcyclist|stuntman|stunt driver",
     {.hat = Hat::kHelmet, .top = Top::kJacket, .bottom = Bottom::kTrousers}},
    {"rider|horse rider|jockey|equestrian|horseman|horsewoman",
     {.hat = Hat::kHelmet, .top = Top::kJacket, .bottom = Bottom::kTrousers},
     "park"},
    {"monk|priest|nun|bishop",
     {.hair = HairStyle::kBald, .top = Top::kRobe, .top_color = kBrownCloth}},
    {"robot|android|cyborg|humanoid robot|humanoid|droid",
     {.hair = HairStyle::kBald, .top = Top::kRobot}},
    {"ghost|phantom|spectre|spirit", {.top = Top::kSheet}},
    {"superhero|superman|superwoman|superheroine",
     {.build = Build::kMuscular,
      .top = Top::kLeotard,
      .bottom = Bottom::kTrousers,
      .worn = {.cape = true}}},
    {"angel|fairy",
     {.hair = HairStyle::kLong,
      .top = Top::kDress,
      .top_color = kWhiteCloth,
      .worn = {.wings = true}}},
    {"ninja",
     {.hat = Hat::kHeadscarf,
      .hat_color = kBlackCloth,
      .top = Top::kKimono,
      .top_color = kBlackCloth,
      .bottom = Bottom::kTrousers,
      .bottom_color = kBlackCloth,
      .worn = {.mask = true}}},
    {"hippie|hipster|artist|painter|poet|writer|photographer|influencer|vlogger|youtuber|streamer|"
     "barista|waiter|waitress|"
     "bartender|gardener|librarian|teacher|shopkeeper|cashier|programmer|hacker|gamer|delivery "
     "person|courier|barber|"
     "archer|bowman|florist|potter|postman|janitor|cleaner|blogger|comedian|actor|actress|model|"
     "sculptor|author|"
     "trampoline jumper|trampolinist|ski jumper|high jumper|long jumper|pole vaulter|bungee jumper|"
     "pool player|billiards player|chess player|card player|judge|clerk|"
     "receptionist|secretary|developer|maid|server|busboy|street "
     "vendor|vendor|merchant|thief|burglar|robber|"
     "bank robber|criminal|homeless man|beggar|magnate|philosopher|inventor|celebrity|narrator on "
     "screen|candidate"},
    {"alien|zombie|monster|vampire|skeleton|mannequin|bigfoot|yeti|"
     "sasquatch|creature|troll|"
     "orc|ogre|mermaid|statue of a "
     "man|caveman|snowman|demon|devil|mummy|werewolf|goblin|"
     "scarecrow|giant|muppet|puppet|stick figure",
     {}},
};

constexpr GarmentRow kGarmentTable[] = {
    {"cap|baseball cap|visor|ball cap|beret|snapback", LookSlot::kHat, to_int(Hat::kCap)},
    {"beanie|wool hat|winter hat|knit hat|woolly hat|bobble hat",
     LookSlot::kHat,
     to_int(Hat::kBeanie)},
    {"hat|fedora|trilby|bowler hat|panama hat", LookSlot::kHat, to_int(Hat::kFedora)},
    {"chef hat|chef 's hat|toque", LookSlot::kHat, to_int(Hat::kChef)},
    {"wizard hat|witch hat|party hat|wizard 's hat|witch 's hat|pointed hat|pointy hat|cone hat",
     LookSlot::kHat,
     to_int(Hat::kWizard)},
    {"sun hat|straw hat|sombrero|sunhat|wide brimmed hat|floppy hat",
     LookSlot::kHat,
     to_int(Hat::kSunHat)},
    {"headband|sweatband|bandana|hair band", LookSlot::kHat, to_int(Hat::kHeadband)},
    {"headscarf|hijab|turban|head scarf|veil|hood", LookSlot::kHat, to_int(Hat::kHeadscarf)},
    {"peaked cap|police hat|police cap|captain 's hat|captain hat|pilot 's cap|pilot hat",
     LookSlot::kHat,
     to_int(Hat::kPeaked)},
    {"tricorn|pirate hat|pirate 's hat|three cornered hat|captain hook hat",
     LookSlot::kHat,
     to_int(Hat::kTricorn)},
    {"conical hat|rice hat|bamboo hat|straw cone hat|asian straw hat",
     LookSlot::kHat,
     to_int(Hat::kConical)},
    {"knight helmet|knight 's helmet|visor helmet", LookSlot::kHat, to_int(Hat::kKnight)},
    {"viking helmet|horned helmet", LookSlot::kHat, to_int(Hat::kViking)},
    {"top hat|tall hat", LookSlot::kHat, to_int(Hat::kTopHat)},
    {"helmet|hard hat|bike helmet|crash helmet|football helmet|space helmet",
     LookSlot::kHat,
     to_int(Hat::kHelmet)},
    {"cowboy hat|stetson", LookSlot::kHat, to_int(Hat::kCowboy)},
    {"crown|tiara", LookSlot::kHat, to_int(Hat::kCrown)},
    {"santa hat|christmas hat|elf hat|santa claus hat", LookSlot::kHat, to_int(Hat::kSanta)},
    {"t shirt|tshirt|tee|tee shirt|tank top|crop top|top|singlet",
     LookSlot::kTop,
     to_int(Top::kTShirt)},
    {"jersey|sports uniform|team uniform|sports shirt|kit|basketball jersey|football jersey",
     LookSlot::kTop,
     to_int(Top::kJersey)},
    {"shirt|blouse|button up|polo|flannel|pyjama|pajama|pjs|scrubs|tunic|polo shirt|flannel "
     "shirt|hawaiian shirt|plaid shirt",
     LookSlot::kTop,
     to_int(Top::kShirt)},
    {"hoodie|sweater|sweatshirt|jumper|pullover|cardigan|turtleneck|hooded sweatshirt",
     LookSlot::kTop,
     to_int(Top::kHoodie)},
    {"jacket|leather jacket|blazer|windbreaker|denim jacket|parka|puffer jacket|bomber jacket|"
     "tracksuit|track suit|sweat suit|shell suit|anorak|fleece|track top|"
     "ski jacket",
     LookSlot::kTop,
     to_int(Top::kJacket)},
    {"leotard|unitard|bodysuit|gymnastics suit|catsuit|jumpsuit",
     LookSlot::kTop,
     to_int(Top::kLeotard)},
    {"vest|waistcoat|safety vest|life vest|life jacket|gilet|reflective vest|high vis vest",
     LookSlot::kTop,
     to_int(Top::kVest)},
    {"apron|pinafore", LookSlot::kTop, to_int(Top::kApron)},
    {"raincoat|rain coat|rain jacket|poncho|slicker|oilskin", LookSlot::kTop, to_int(Top::kRaincoat)
    },
    {"overalls|dungarees|bib overalls|coveralls|boiler suit", LookSlot::kTop, to_int(Top::kOveralls)
    },
    {"uniform|police uniform|military uniform|school uniform|army uniform|camouflage",
     LookSlot::kTop,
     to_int(Top::kUniform)},
    {"armor|armour|suit of armor|suit of armour|chain mail|plate armor|knight armor",
     LookSlot::kTop,
     to_int(Top::kArmour)},
    {"robe|bathrobe|gown of a monk|toga|cassock|wizard robe|dressing gown|bath robe|nightgown",
     LookSlot::kTop,
     to_int(Top::kRobe)},
    {"kimono|yukata|karate suit|karate gi|judo suit|gi", LookSlot::kTop, to_int(Top::kKimono)},
    {"coat|trench coat|overcoat|lab coat|winter coat|fur coat|white coat",
     LookSlot::kTop,
     to_int(Top::kCoat)},
    {"dress|gown|sundress|evening gown|tutu|wedding dress|frock|summer dress|sari|ball gown",
     LookSlot::kTop,
     to_int(Top::kDress)},
    {"suit|tuxedo|business suit|three piece suit|tux|suit and tie",
     LookSlot::kTop,
     to_int(Top::kSuit)},
    {"swimsuit|bikini|wetsuit|bathing suit|swimwear|wet suit|swimming costume|one piece",
     LookSlot::kTop,
     to_int(Top::kSwimwear)},
    {"space suit|spacesuit|astronaut suit|hazmat suit", LookSlot::kTop, to_int(Top::kSpaceSuit)},
    {"trousers|pants|jeans|leggings|sweatpants|trouser|slacks|blue "
     "jeans|tights|joggers|yoga pants|chinos|cargo pants|corduroys|ski pants|overtrousers",
     LookSlot::kBottom,
     to_int(Bottom::kTrousers)},
    {"shorts|swim trunks|trunks|board shorts|bermudas|cycling shorts|denim shorts|running shorts",
     LookSlot::kBottom,
     to_int(Bottom::kShorts)},
    {"skirt|miniskirt|kilt", LookSlot::kBottom, to_int(Bottom::kSkirt)},
    {"shoe|sneaker|boot|trainer|sandal|heel|high heel|slipper|sock|cleat|rain boot|wellington|flip "
     "flop|rubber boot|cowboy boot",
     LookSlot::kShoes,
     0},
    {"glasses|spectacles|eyeglasses|reading glasses|monocle|eyeglass",
     LookSlot::kGlasses,
     to_int(Glasses::kClear)},
    {"sunglasses|shades|dark glasses|aviators|sun glasses",
     LookSlot::kGlasses,
     to_int(Glasses::kDark)},
    {"goggles|ski goggles|swimming goggles|safety goggles|snow goggles|vr headset",
     LookSlot::kGlasses,
     to_int(Glasses::kGoggles)},
    {"beard|moustache|mustache|goatee|stubble|whiskers|sideburns", LookSlot::kBeard, 1},
    {"hair", LookSlot::kHair, to_int(HairStyle::kUnspecified)},
    {"short hair|pixie cut|bob cut|bob|crew cut|buzz cut",
     LookSlot::kHair,
     to_int(HairStyle::kShort)},
    {"long hair|dreadlocks|braids|braid|flowing hair|long flowing hair|wavy hair",
     LookSlot::kHair,
     to_int(HairStyle::kLong)},
    {"bald head|shaved head|no hair", LookSlot::kHair, to_int(HairStyle::kBald)},
    {"curly hair|afro|curls|frizzy hair|perm", LookSlot::kHair, to_int(HairStyle::kCurly)},
    {"ponytail|pony tail|pigtails|pigtail", LookSlot::kHair, to_int(HairStyle::kPonytail)},
    {"bun|hair bun|top knot|man bun", LookSlot::kHair, to_int(HairStyle::kBun)},
    {"mohawk", LookSlot::kHair, to_int(HairStyle::kMohawk)},
    {"scarf|shawl|woolen scarf|knitted scarf", LookSlot::kWorn, 0},
    {"backpack|rucksack|school bag|knapsack|schoolbag", LookSlot::kWorn, 1},
    {"cape|cloak|superhero cape", LookSlot::kWorn, 2},
    {"headphones|headphone|earmuffs|headset|ear muffs", LookSlot::kWorn, 3},
    {"mask|face mask|surgical mask", LookSlot::kWorn, 4},
    {"glove|gloves|mittens|mitten|boxing gloves|boxing glove", LookSlot::kWorn, 5},
    {"wings costume|angel wings|fairy wings|butterfly wings", LookSlot::kWorn, 6},
    {"collar|leash|saddle|hard "
     "shell|tie|necklace|belt|earring|ring|bow "
     "tie|watch|tattoo|tattoos|"
     "clothes|clothing|outfit|costume|dress code|attire|makeup|lipstick|skates|ice "
     "skates|rollerblades|roller skates|badge|"
     "gear|shin guards|jewelry|necktie|socks|fur collar|sash",
     LookSlot::kOther,
     0},
};

constexpr PersonAdjectiveRow kPersonAdjectiveTable[] = {
    {"old|elderly|aged|ancient|wrinkled|aging|white haired|silver haired|senior|retired",
     [](PersonLook& look) { look.age = Age::kOld; }},
    {"young|youthful", [](PersonLook&) {}},
    {"little|tiny|small|five year old|six year old|ten year old|eight year old|seven year old|nine "
     "year old",
     [](PersonLook& look) {
         if (look.gender == Gender::kUnspecified || look.age == Age::kChild) {
             look.age = Age::kChild;
         }
     }},
    {"teenage|teen|adolescent|teenaged|sixteen year old|fifteen year old|seventeen year old",
     [](PersonLook& look) { look.age = Age::kTeen; }},
    {"middle aged|adult|grown|mature|grown up", [](PersonLook&) {}},
    {"muscular|strong|buff|athletic|burly|brawny|beefy|toned|ripped|sturdy|jacked",
     [](PersonLook& look) { look.build = Build::kMuscular; }},
    {"fat|heavy|overweight|chubby|plump|stout|obese|large|big|hefty|portly|rotund|stocky|round",
     [](PersonLook& look) { look.build = Build::kHeavy; }},
    {"thin|slim|skinny|slender|lean|lanky|petite|gaunt|wiry|bony|frail",
     [](PersonLook& look) { look.build = Build::kSlim; }},
    {"bald|balding|hairless", [](PersonLook& look) { look.hair = HairStyle::kBald; }},
    {"bearded|mustachioed|moustached|unshaven", [](PersonLook& look) { look.beard = true; }},
    {"bespectacled|nerdy|geeky|studious", [](PersonLook& look) { look.glasses = Glasses::kClear; }},
    {"blonde|blond|fair haired|golden haired|blonde haired|blond haired",
     [](PersonLook& look) { look.hair_color = Vec3{0.62F, 0.42F, 0.16F}; }},
    {"brunette|brown haired|dark haired|black haired|raven haired",
     [](PersonLook& look) { look.hair_color = Vec3{0.035F, 0.02F, 0.012F}; }},
    {"redhead|red haired|ginger|red headed|redheaded|auburn haired",
     [](PersonLook& look) { look.hair_color = Vec3{0.42F, 0.09F, 0.02F}; }},
    {"gray haired|grey haired|silver haired|white haired",
     [](PersonLook& look) { look.hair_color = Vec3{0.6F, 0.6F, 0.6F}; }},
    {"curly haired|curly|frizzy haired", [](PersonLook& look) { look.hair = HairStyle::kCurly; }},
    {"long haired", [](PersonLook& look) { look.hair = HairStyle::kLong; }},
    {"short haired", [](PersonLook& look) { look.hair = HairStyle::kShort; }},
    {"dark skinned|african|african american|nigerian|kenyan|ethiopian|jamaican|ghanaian|afro "
     "american|senegalese",
     [](PersonLook& look) { look.skin_tone = 0.85F; }},
    {"brown skinned|indian|latino|latina|hispanic|mexican|arab|middle "
     "eastern|brazilian|hawaiian|polynesian|tanned|"
     "pakistani|egyptian|moroccan|indonesian|filipino|south asian|sunburned",
     [](PersonLook& look) { look.skin_tone = 0.55F; }},
    {"pale|fair skinned|light "
     "skinned|caucasian|swedish|norwegian|irish|scottish|nordic|scandinavian|british|german|"
     "russian|polish|danish|finnish|dutch|english|ukrainian|canadian",
     [](PersonLook& look) { look.skin_tone = 0.12F; }},
    {"asian|chinese|japanese|korean|vietnamese|thai|italian|spanish|greek|french|turkish|european|"
     "east asian|taiwanese|"
     "portuguese",
     [](PersonLook& look) { look.skin_tone = 0.3F; }},
    {"shirtless|topless|bare chested", [](PersonLook& look) { look.top = Top::kSwimwear; }},
    {"male", [](PersonLook& look) { look.gender = Gender::kMan; }},
    {"female", [](PersonLook& look) { look.gender = Gender::kWoman; }},
    {"masked", [](PersonLook& look) { look.worn.mask = true; }},
    {"helmeted", [](PersonLook& look) { look.hat = Hat::kHelmet; }},
    {"armored|armoured", [](PersonLook& look) { look.top = Top::kArmour; }},
    {"caped", [](PersonLook& look) { look.worn.cape = true; }},
    {"winged", [](PersonLook& look) { look.worn.wings = true; }},
    {"hooded", [](PersonLook& look) { look.top = Top::kHoodie; }},
    {"happy|smiling|joyful|cheerful|delighted|grinning|laughing|joyous|excited|overjoyed|merry|"
     "jolly|beaming|glad|proud|content",
     [](PersonLook& look) { look.feeling = Feeling::kHappy; }},
    {"sad|unhappy|crying|weeping|heartbroken|sorrowful|melancholy|melancholic|gloomy|depressed|"
     "lonely|disappointed|tearful|grieving|upset|miserable",
     [](PersonLook& look) { look.feeling = Feeling::kSad; }},
    {"angry|furious|mad|grumpy|annoyed|frowning|scowling|enraged|irritated|cross|stern|grim|"
     "outraged|menacing",
     [](PersonLook& look) { look.feeling = Feeling::kAngry; }},
    {"surprised|shocked|astonished|amazed|startled|stunned",
     [](PersonLook& look) { look.feeling = Feeling::kSurprised; }},
    {"scared|frightened|afraid|terrified|worried|nervous|anxious",
     [](PersonLook& look) { look.feeling = Feeling::kAfraid; }},
    {"suited|well dressed|elegantly dressed|smartly dressed",
     [](PersonLook& look) { look.top = Top::kSuit; }},
};

}  // namespace

std::span<const RoleRow> role_rows() {
    return kRoleTable;
}

std::span<const GarmentRow> garment_rows() {
    return kGarmentTable;
}

std::span<const PersonAdjectiveRow> person_adjective_rows() {
    return kPersonAdjectiveTable;
}

}  // namespace hibari::world
