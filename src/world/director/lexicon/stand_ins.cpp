#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr StandInRow kStandInTable[] = {
    {"zebra|unicorn|pegasus", "horse", 1.0F, 0xF0F0F0},
    {"pterodactyl|phoenix|griffin", "dragon", 0.6F, 0x8A5A30},
    {"wolf|husky|fox|coyote|hyena|jackal|raccoon|badger|pig|piglet|boar|kangaroo|otter|seal|beaver|"
     "koala|sloth",
     "dog",
     1.0F,
     0x8A7A6A},
    {"chihuahua|corgi|pug|dachshund|poodle|terrier", "dog", 0.6F, 0},
    {"rabbit|bunny|hedgehog|ferret|weasel|guinea pig", "cat", 0.6F, 0},
    {"lynx|cougar|puma|bobcat|tabby|siamese", "cat", 1.2F, 0},
    {"baguette", "bread", 0.5F, 0x8A4B2A},
    // Of floodlights only the light is seen.
    {"ceiling|corner|baseline|sideline|touchline|floodlight|stadium light", "-"},
    {"lifebuoy|life ring|lifebelt|life preserver|inner tube|swim ring|rubber ring",
     "ring",
     1.0F,
     0xE8502A},
    {"fawn", "deer", 0.6F, 0},
    {"chicken|rooster|hen|turkey|chick|peacock|ostrich|flamingo|penguin|robin|sparrow|bat",
     "bird",
     1.0F,
     0},
    {"shark|whale|dolphin|orca|tuna|porpoise|manta ray|great white", "fish", 5.0F, 0x607080},
    {"goldfish|koi|clownfish|carp|salmon|trout|eel|octopus|squid|jellyfish|starfish|tadpole",
     "fish",
     1.0F,
     0xF07F13},
    {"bus|lorry|tractor|pickup|pickup truck|school bus|semi|trailer|tank|train|garbage "
     "truck|delivery truck|bulldozer|rv|excavator|tram|monster truck|ice cream "
     "truck|forklift|locomotive",
     "truck",
     1.0F,
     0},
    {"rover|moon rover|mars rover|lunar rover|taxi|cab|sports car|race car|racing "
     "car|convertible|police "
     "car|suv|sedan|jeep|limousine|ferrari|porsche|supercar|go kart|hatchback|"
     "muscle car|mustang|lamborghini|automobile|buggy|golf cart|tesla|hot rod|formula 1 "
     "car|carriage|cop car|coupe|dune buggy",
     "car",
     1.0F,
     0},
    {"motorcycle|motorbike|scooter|moped|unicycle|tricycle|bmx|mountain bike|vespa|dirt "
     "bike|wheelchair|segway",
     "bicycle",
     1.0F,
     0},
    {"boat|yacht|canoe|kayak|rowboat|raft|gondola|speedboat|dinghy|catamaran|submarine|motorboat",
     "sailboat",
     1.0F,
     0},
    {"missile|firework rocket|space "
     "shuttle|ufo|satellite|lander|flying saucer|probe",
     "rocket",
     1.0F,
     0},
    {"airplane|plane|jet|helicopter|aircraft|glider|paper airplane|paper plane|drone|fighter "
     "jet|biplane",
     "bird",
     2.0F,
     0xE0E0E0},
    {"snowball|marble|orange|apple|peach|tomato|egg|watermelon|pumpkin|melon|lemon|"
     "meatball|orb|globe|bubble|planet|sphere|pearl|grapefruit|coconut|pebble|yarn ball|ball of "
     "yarn|walnut|billiard ball|pool ball|cue ball|eight ball|wrecking ball|onion|potato",
     "ball",
     0.6F,
     0},
    {"apple|tomato", "ball", 0.4F, 0xC01818},
    {"watermelon|melon|lime|pea", "ball", 1.0F, 0x2E7A32},
    {"snowball|egg|pearl|moon", "ball", 0.4F, 0xF2F2F0},
    {"frisbee|plate|disc|disk|pan|coin|plane disc|pizza|pancake|hula hoop", "coin", 1.0F, 0},
    {"shopping cart|shopping trolley|trolley|pram|stroller|baby "
     "carriage|cart|wagon|box|crate|parcel|package|cardboard "
     "box|gift|present|suitcase|brick|dice|die|chest|cargo|luggage|briefcase|lego brick|lego|rubik "
     "'s "
     "cube|cake|toolbox|container|fridge|refrigerator|safe|carton|loaf|toaster|microwave|"
     "television|tv|cabinet|washing machine|gift box|building block|radio|speaker",
     "block",
     1.0F,
     0},
    {"mug|goblet|teacup|coffee cup|wine glass|bowl|bucket|pot|jug|coffee "
     "mug|tea|coffee|latte|beer|trophy|juice|pint|"
     "espresso|tumbler|paper cup|chalice|teapot|kettle|flower pot|milkshake|soup|cup of coffee",
     "cup",
     1.0F,
     0},
    {"vase|jar|can|flask|wine bottle|beer bottle|soda|soda can|water "
     "bottle|milk|wine|candle|vial|shampoo|champagne|champagne bottle|urn",
     "bottle",
     1.0F,
     0},
    {"newspaper|magazine|notebook|letter|map|tablet|laptop|phone|smartphone|diary|bible|textbook|"
     "novel|dictionary|paper|document|menu|"
     "sign|poster|note|cell phone|ipad|comic "
     "book|cookbook|journal|postcard|card|envelope|folder|photograph|photo",
     "book",
     1.0F,
     0},
    {"hammer|sword|stick|wand|spoon|knife|umbrella|cane|torch|flashlight|microphone|paintbrush|"
     "fork|staff|cricket bat|club|pool cue|lightsaber|pole|spatula|pencil|pen|wrench|fishing "
     "rod|baguette|baton|whip|ladle",
     "baseball bat",
     0.8F,
     0},
    {"ukulele|harp|electric guitar|acoustic guitar|trumpet|instrument|bass "
     "guitar|lute|harmonica|mandolin|trombone|clarinet|musical instrument",
     "guitar",
     1.0F,
     0},
    {"boulder|stone|cliff|meteor|asteroid|rubble|iceberg|meteorite|gravestone|tombstone|crag|moai",
     "rock",
     1.0F,
     0},
    {"oak|pine|palm|bush|palm tree|shrub|plant|flower|pine tree|christmas tree|rose|oak "
     "tree|willow|cactus|sunflower|tulip|hedge|bonsai|"
     "cherry tree|apple tree|sapling|birch|daisy|fern|maple|maple tree|cherry blossom tree",
     "tree",
     1.0F,
     0},
    {"cottage|cabin|hut|building|skyscraper|church|castle|mansion|igloo|tent|store|shop|"
     "school|hospital|windmill|temple|palace|"
     "treehouse|farmhouse|shack|log cabin|garage|hotel|restaurant|dollhouse|gingerbread "
     "house|doghouse|factory|warehouse",
     "house",
     1.0F,
     0},
    {"lighthouse|column|pillar|monument|statue|obelisk|chimney|eiffel tower|clock tower|totem "
     "pole|water tower|sculpture|pagoda",
     "tower",
     1.0F,
     0},
    {"bonfire|fire|fireplace|flames|camp fire|fire pit|flame|barbecue|grill|oven|stove|furnace",
     "campfire",
     1.0F,
     0},
    {"handrail|railing|gate|barrier|bench rail|picket fence|wall|door|barricade", "fence", 1.0F, 0},
    {"streetlight|lamppost|lamp post|street light|traffic light|lamp|light pole|stop "
     "sign|pole|post|utility pole|stoplight",
     "street lamp",
     1.0F,
     0},
    {"sofa|couch|armchair|stool|throne|recliner|seat|bench|rocking chair|park bench|hammock|lawn "
     "chair|bed",
     "chair",
     1.0F,
     0},
    {"desk|counter|shelf|workbench|nightstand|bar counter|kitchen counter|dining table|coffee "
     "table|pedestal|tabletop|stand|countertop|"
     "picnic table|bookshelf|windowsill|window sill|mantelpiece|sill|piano|keyboard|conveyor belt",
     "table",
     1.0F,
     0},
    {"see saw|teeter totter", "seesaw", 1.0F, 0},
    {"tilted board|inclined board|sloping board|slanted board|tilted plank|tilted "
     "surface|slope|incline|hill ramp|chute|plank|inclined plane|wedge|playground slide|marble run",
     "ramp",
     1.0F,
     0},
    {"half pipe|halfpipe|quarterpipe|bowl ramp", "quarter pipe", 1.0F, 0},
    {"wrecking ball|pocket watch|chandelier|swing|punching bag|metronome", "pendulum", 1.0F, 0},
    {"hamburger|burger|donut|doughnut|cookie|bread|cheese|banana|taco|sushi|croissant|"
     "muffin|cupcake|food|fruit|vegetable|pie|popcorn|ice cream|ice cream "
     "cone|chocolate|candy|bagel|noodles|spaghetti|rice|toast|steak|snack|toy|key|teddy "
     "bear|doll|stuffed animal|plush|plushie|wallet|purse|hat box|camera|sock puppet|slice of "
     "pizza|slice of cake|bone|remote",
     "cube",
     0.25F,
     0xD8A860},
    {"stall|market stall|food stall|booth|kiosk", "table", 1.0F, 0},
    {"steps", "stairs", 1.0F, 0},  // Also what feet take, which they would be without this.
    {"bouquet|bouquet of flowers|flowers", "flower", 1.0F, 0},
    {"log pile", "tree", 1.0F, 0},
    {"slide|water slide|slip n slide", "ramp", 1.0F, 0},
    {"slime|blob|jelly", "ball", 1.0F, 0x50C040},
    {"chessboard|chess board|board game|cutting board", "table", 1.0F, 0},
    {"sandcastle|sand castle", "castle", 0.05F, 0xD8B983},
    {"bar counter|pub counter|cocktail bar", "table", 1.2F, 0x5A3A22},
    {"barre|bar|high bar|parallel bars|uneven bars|horizontal bar|pull up bar",
     "balance beam",
     1.0F,
     0},
    {"steering wheel|windshield|windscreen|bumper|headlight|brake|ripple|"
     "puddle|window|rope|string|cord|ribbon|gutter|"
     "shadow|smoke|steam|dust|sparkler|rainbow|spotlight beam|wire|cable|thread",
     "-",
     1.0F,
     0},
    {"target|bull 's eye|bulls eye|bullseye|dartboard|screen|poster board", "sign", 1.0F, 0},
    {"water balloon|water bomb", "balloon", 0.6F, 0},
    {"narrator|narration|voiceover|flour|star", "-", 1.0F, 0},
    {"block of flats|tower block|apartment block|apartment building|high rise",
     "skyscraper",
     0.6F,
     0},
    {"yarn|wool|ball of wool", "ball", 0.5F, 0xB04060},
    {"ping pong ball|table tennis ball|pingpong ball", "golf ball", 1.0F, 0xF2F2F0},
    {"shuttlecock|birdie", "golf ball", 1.3F, 0xF2F2F0},
    {"ping pong paddle|table tennis paddle|table tennis racket", "tennis racket", 0.6F, 0xB02020},
    {"table tennis table|ping pong table", "table", 1.3F, 0x20507A},
    {"gate weave|halation|lens flare|light leak|scan line|vignette|dust mote|fairy light|string "
     "light|christmas light|fairy lights|string lights|bunting|arms crossed|crossed arms|folded "
     "arms|arms folded",
     "-",
     1.0F,
     0},
    {"bulb|lightbulb|lantern bulb", "lamp", 1.0F, 0},
    {"sprinkler|chess|checkers|video game|mist machine", "-", 1.0F, 0},
    {"drink|beverage|cocktail|lemonade", "cup", 1.0F, 0},
    {"toy boat|toy ship|toy sailboat", "sailboat", 0.06F, 0},
    {"soap|bar of soap|soap bar|sponge|eraser", "block", 0.5F, 0xF2C4D0},
    {"sugar cube|sugar lump", "cube", 0.1F, 0xF2F0EA},
    {"cork|wine cork|bottle cork|champagne cork", "cylinder", 0.15F, 0xC49A6C},
    {"banana peel|banana skin", "banana", 1.0F, 0},
    {"drop of water|water drop|droplet|drop|water droplet", "marble", 0.4F, 0x80C0E0},
    {"pinata", "barrel", 0.6F, 0xD0409A},
    {"cloud of dust|dust cloud|cloud of smoke|smoke cloud|cloud of snow|cloud of sand|plume of "
     "smoke|trail of smoke|trail of dust|puff of smoke|earth|shooting star|falling star|meteor "
     "shower|"
     "northern lights|aurora|aurora borealis|finish line|starting "
     "line|cigarette|cigar|spark|confetti|firefly|solo|peel",
     "-",
     1.0F,
     0},
    {"pawn|chess piece|chess knight|chess king|chess queen", "cone", 0.3F, 0xE8E0D0},
    {"stick", "pencil", 4.0F, 0x8A6038},
    {"laser dot|laser pointer|red dot|laser", "marble", 0.6F, 0xF02020},
    {"lily pad|lilypad|water lily", "plate", 1.6F, 0x3E8A40},
    {"maze|labyrinth|hedge maze|beam of light|light beam|tractor beam|ray of light|light "
     "ray|lava|flames",
     "-",
     1.0F,
     0},
    {"petal", "leaf", 0.4F, 0xE58CA9},
    {"bullet|pellet", "marble", 0.6F, 0x8A7040},
    {"kite|flag|banner|parachute|curtain|balloon animal", "flag", 1.0F, 0},
    {"party balloon|balloons|red balloon|helium balloon", "balloon", 1.0F, 0},
    {"iron anchor|steel anchor|metal anchor|rusty anchor|heavy anchor|ship anchor|ship 's anchor|"
     "boat anchor",
     "dumbbell",
     1.5F,
     0x3A3C40},
    {"mattress|yoga mat|crash pad|gym mat|towel on the floor", "mat", 1.0F, 0},
    {"soccer goal|net|football goal|hockey goal|goal post|goalpost", "goal", 1.0F, 0},
    {"sled|toboggan|sledge|sleigh", "snowboard", 1.0F, 0},
    {"bowling pins|pin|skittle|traffic cone|cone|ten pin|tenpin", "bowling pin", 1.0F, 0},
    {"domino tile|playing card|book end|tile|tombstones", "domino", 1.0F, 0},
    {"crumb|breadcrumb", "bread", 0.3F, 0},
    {"lifeboat|life raft|rescue boat", "rowboat"},
    {"rolling pin", "baseball bat", 0.5F, 0xC8A070},
    {"knob|dial|lever|awning|canopy", "-"},
    {"board", "skateboard"},
    {"rail|grind rail|handrail rail|ledge|curb|tightrope|beam|log", "balance beam", 1.0F, 0},
    {"bed trampoline|bouncy castle|bounce house", "trampoline", 1.0F, 0},
    {"wooden block|toy block|cube of wood|jenga block|jenga", "block", 1.0F, 0xC8A070},
};

constexpr ColorRow kTintTable[] = {
    {"golden retriever|golden retriever puppy|labrador|yellow labrador", 0xD0A050},
    {"orange|tangerine|pumpkin", 0xF07F13},
    {"lemon|banana", 0xF5D518},
    {"tomato|strawberry|cherry", 0xC81E1E},
    {"watermelon|lime|pea", 0x2E7A32},
    {"egg|snowball|milk", 0xF2F2F0},
    {"peach", 0xF5B27A},
    {"pear|melon", 0xC8C850},
    {"taxi|cab", 0xF5C518},
    {"school bus", 0xF0A818},
    {"coffee|coffee mug|coffee cup", 0xE8E0D4},
    {"brick", 0x9A4A36},
    {"eight ball|puck|hockey puck|wrecking ball|coal", 0x101012},
    {"rose|poppy", 0xC8102E},
    {"tulip", 0xE05080},
    {"daisy|lily", 0xF2F2F0},
    {"sunflower", 0xF5B818},
    {"iceberg", 0xDCEEF5},
    {"gift|present", 0xC8102E},
    {"coin|gold coin|treasure", 0xD4A017},
    {"meteor|meteorite", 0x3A3430},
    {"donut|doughnut|bagel", 0xC89058},
};

constexpr NameRow kPartTable[] = {
    {"rim|backboard|net|ring", "hoop"},
    {"crossbar|goalpost|post|top corner|bottom corner", "goal"},
    {"handlebar|pedal|saddle of a bicycle|bike seat|basket|bell", "bicycle"},
    {"basket|burner|gondola", "hot air balloon"},
    {"key", "piano"},
    {"tire|tyre|wheel|engine|hood|bonnet|trunk|exhaust", "car"},
    {"flame|wick", "candle"},
    {"deck|ship 's deck|mast|hull|bow of a ship", "ship"},
    {"pocket|mouth|hand|foot|head|face|eye|nose|ear|tail|wing|leg|arm|back|shoulder|finger|knee|"
     "elbow|chest|hip|toe|fist|cheek|paw|hoof|"
     "beak|lip|tooth|forehead|chin|neck|belly|stomach|thumb|palm|ankle|wrist|lap|body|fur|feather|"
     "hoof|muzzle|snout|brow|skin|tear|smile|grin|"
     "frown|expression|breath|heart|gaze|steps|step",
     ""},
};

}  // namespace

std::span<const StandInRow> stand_in_rows() {
    return kStandInTable;
}

std::span<const ColorRow> tint_rows() {
    return kTintTable;
}

std::span<const NameRow> part_rows() {
    return kPartTable;
}

}  // namespace hibari::world
