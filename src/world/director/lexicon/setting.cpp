#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

constexpr int to_int(auto value) {
    return static_cast<int>(value);
}

constexpr TimeRow kTimeTable[] = {
    {"day|daytime|daylight|noon|midday|afternoon|morning|in the afternoon|in broad daylight|sunny "
     "day|bright day|"
     "in the morning|late morning|by day|during the day|high noon|day time",
     TimeOfDay::kDay},
    {"dawn|sunrise|daybreak|early morning|first light|at dawn|early in the morning|break of "
     "dawn|morning light|rising sun",
     TimeOfDay::kDawn},
    {"golden hour|sunset|late afternoon|warm evening light|golden light|at sunset|setting "
     "sun|golden sunlight|"
     "magic hour|sun sets|sun is setting|low sun|sun setting|golden afternoon|sunset light|warm "
     "golden light",
     TimeOfDay::kGoldenHour},
    {"dusk|twilight|evening|nightfall|blue hour|at dusk|in the evening|gloaming|sundown|evening "
     "light",
     TimeOfDay::kDusk},
    {"night|midnight|nighttime|at night|moonlight|moonlit|under the stars|night sky|starry "
     "night|starlight|late at night|"
     "starry|nocturnal|in the dark|darkness|night time|dead of night|full moon|under the "
     "moon|starry sky|moonlit night|"
     "by moonlight|in the middle of the night",
     TimeOfDay::kNight},
};

constexpr SkyRow kSkyTable[] = {
    {"clear sky|sunny|cloudless|clear|blue sky|sunshine|bright sun|sunlit|clear blue "
     "sky|sunlight|bright sunlight|"
     "clear night|sun shines|sun is shining|sun shining|clear skies|sun",
     Sky::kClear},
    {"cloudy|overcast|clouds|cloud|gray sky|grey sky|gloomy sky|partly cloudy|cloudy sky|overcast "
     "sky|grey skies",
     Sky::kCloudy},
    {"rain|rainy|raining|drizzle|drizzling|downpour|rainfall|raindrop|pouring rain|heavy "
     "rain|light rain|wet weather|"
     "in the rain|shower of rain|rain soaked|it rains|rains|rainstorm|rain falling|pours|rain "
     "pours down|rain falls",
     Sky::kRain},
    {"snow|snowing|snowy|snow covered|snowfall|snowflake|blizzard|snowstorm|flurries|falling "
     "snow|in the snow|heavy "
     "snow|"
     "snow falling|it snows|snows|snow falls|light snow|snow is falling",
     Sky::kSnow},
    {"fog|foggy|mist|misty|haze|hazy|smog|morning mist|thick fog|fog rolls in|murky", Sky::kFog},
    {"storm|stormy|thunderstorm|thunder and "
     "lightning|lightning|tempest|hurricane|thunder|tornado|stormy weather|"
     "lightning storm|typhoon|lightning flashes|lightning strikes|lightning flash|lightning "
     "bolt|lightning strike|"
     "thunder rumbles|thunder cracks|storm clouds|storm rages|storm cloud|storm is raging",
     Sky::kStorm},
};

constexpr FactorRow kWindTable[] = {
    {"gale|hurricane|storm wind|howling wind|strong winds|strong wind|violent wind|gale force "
     "wind|typhoon|tornado",
     1.0F},
    {"windy|wind|gust|gusty|blustery|in the wind|gusts of wind|wind blows|wind blowing|gust of "
     "wind|storm|stormy|blizzard|"
     "wind howls|wind is blowing|thunderstorm|windswept",
     0.7F},
    {"breeze|breezy|gentle breeze|light breeze|light wind|soft wind|gentle wind|soft breeze|sea "
     "breeze|slight breeze",
     0.35F},
    {"no wind|windless|still air|calm weather", 0.0F},
};

constexpr StyleRow kStyleTable[] = {
    {"photoreal|photorealistic|realistic|photo realistic|hyperrealistic|documentary|lifelike|hyper "
     "realistic|documentary style|"
     "photorealism|ultra realistic|real life|true to life|realism|live action|nature documentary",
     Style::kPhotoreal},
    {"shot on 35mm film|shot on 35 mm film|shot on film|shot on super "
     "16|cinematic|film|movie|filmic|35 mm film|35mm film|anamorphic|blockbuster|film "
     "grain|hollywood|cinematic style|letterbox|movie trailer|"
     "epic movie|film look|cinema|imax|70mm film|70 mm film|widescreen film|movie scene|movie "
     "style|film style|"
     "teal and orange|cinematic lighting|romantic drama|drama|thriller|shot on film",
     Style::kCinematic},
    {"anime|manga|studio ghibli|ghibli|anime style|japanese animation|cel shaded|cel shading|cel "
     "animation|2d animation|"
     "hand drawn animation|cartoon|cartoon style|animated|toon|cel shaded animation|2d "
     "animated|disney|animation",
     Style::kAnime},
    {"claymation|clay|stop motion|plasticine|clay animation|play doh|stop motion "
     "animation|stopmotion|clay style|clay figures|made of clay",
     Style::kClaymation},
    {"watercolour|watercolor|water colour|water color|watercolor painting|watercolour "
     "painting|painted in watercolor|painterly|"
     "oil painting|impressionist|painting|aquarelle|painting style|ink wash|gouache|storybook "
     "illustration|painted|"
     "children 's book illustration|storybook",
     Style::kWatercolour},
    {"comic|comic book|pop art|graphic novel|halftone|comic style|comic strip|comic book "
     "style|superhero comic|spider verse",
     Style::kComic},
    {"pixel art|pixelart|8 bit|16 bit|8bit|16bit|retro game|video "
     "game|pixel|pixelated|pixels|minecraft|arcade game|retro video game|"
     "pixel style|nes style|gameboy",
     Style::kPixelArt},
    {"noir|film noir|black and white|monochrome|neo noir|b and w|b&w|grayscale|black "
     "white|greyscale|silent film|1940s detective film|"
     "black and white film|in black and white|high contrast black and white",
     Style::kNoir},
    {"retro|vhs|vhs tape|80s|1980s|retro vhs|camcorder|vhs style|vintage vhs|analog video|home "
     "video|1990s|90s|vaporwave|synthwave|"
     "found footage|old tape|crt|vhs footage|90s camcorder|80s style|1980s style|retro "
     "style|security footage|cctv",
     Style::kRetroVhs},
    {"low poly|lowpoly|polygonal|flat shaded|low polygon|ps1 style|playstation 1|origami style|low "
     "poly style|ps1|geometric style|n64",
     Style::kLowPoly},
    {"news|news report|news broadcast|breaking news|live news|news footage|news style|tv "
     "news|newscast|tv broadcast|sports broadcast|"
     "broadcast|live broadcast|broadcast tv|live tv|news segment",
     Style::kNews},
    {"golden style|golden look|golden glow|sun drenched|warm golden tones|golden tones",
     Style::kGolden},
    {"handheld style|handheld footage|shaky footage|body cam|bodycam|phone footage|amateur "
     "video|smartphone video|iphone footage|"
     "phone video|gopro|shot on iphone|handheld video",
     Style::kHandheld},
    {"selfie|selfie video|vlog|selfie stick|selfie mode|front camera|vlog style|tiktok|selfie "
     "style|facetime|video call|front facing camera",
     Style::kSelfie},
    {"festive|christmas|xmas|holiday style|festive style|christmassy|christmas special|holiday "
     "spirit|christmas style|new year 's eve",
     Style::kFestive},
    {"shot on super 8|nostalgic|nostalgia|faded|super 8|8mm|8 mm|old "
     "film|1970s|70s|1960s|60s|sepia|vintage|polaroid|old photo|1950s|50s|"
     "old home movie|faded film|super 8 film|1970s style|vintage film|old "
     "timey|1920s|kodachrome|old movie",
     Style::kNostalgic},
};

constexpr DirectionRow kDirectionTable[] = {
    {"left|to the left|leftward|leftwards|from right to left|right to left|towards the left|toward "
     "the left|to its left|"
     "to her left|to his left|to the left side|off to the left|from the right|screen left|to "
     "camera left|to screen left",
     Direction::kLeft},
    {"right|to the right|rightward|rightwards|from left to right|left to right|towards the "
     "right|toward the right|to its right|"
     "to her right|to his right|to the right side|off to the right|from the left|screen right|to "
     "camera right|to screen right",
     Direction::kRight},
    {"toward the camera|towards the camera|to the camera|at the camera|toward us|towards us|toward "
     "the viewer|"
     "towards the viewer|forward|forwards|towards camera|toward camera|closer|into the camera|at "
     "us|into camera|"
     "at the viewer|up to the camera|to the viewer|at camera|to camera",
     Direction::kTowardsCamera},
    {"away from the camera|away from us|backward|backwards|into the distance|away from camera|into "
     "the background|"
     "away into the distance|into the horizon|toward the horizon|towards the horizon|off into the "
     "distance|into the sunset|"
     "off into the sunset|away from the viewer",
     Direction::kAwayFromCamera},
    {"up|upward|upwards|into the air|into the sky|skyward|high into the sky|up into the air|up "
     "high|up in the air|"
     "up into the sky|in the air|aloft|to the sky|straight up|toward the sky|towards the sky|into "
     "space|up and up|high up|"
     "uphill|upstairs|heavenward",
     Direction::kUp},
    {"down|downward|downwards|to the ground|to the floor|onto the ground|onto the floor|on the "
     "ground|on the floor|downhill|"
     "downstairs|to earth|to the bottom|straight down|down to the ground|off the floor",
     Direction::kDown},
    {"around|in circles|in a circle|round and round|around in circles|back and forth|in place|all "
     "around|from side to side|"
     "side to side|to and fro|in a spiral|here and there|about|left and right",
     Direction::kAround},
    {"off|away|off screen|out of frame|out of view|out of sight|offscreen|off camera|out of the "
     "picture|out of the frame|"
     "off frame|out of shot|past|by|far away|out|out of the scene",
     Direction::kOff},
};

constexpr FactorRow kTempoTable[] = {
    {"slow|gentle|calm|soft|relaxing|mellow|sad|quiet|dreamy|ambient|slow tempo", 70.0F},
    {"fast|upbeat|energetic|lively|driving|up tempo|uptempo|frantic|pumping|high energy|fast "
     "paced|heavy",
     140.0F},
};

constexpr NameRow kMoodTable[] = {
    {"calm|relaxing|gentle|soft|peaceful|ambient|soothing|dreamy|quiet|mellow|serene|classical|"
     "acoustic|slow|tranquil|tender|"
     "romantic|meditative|light|delicate|subtle|minimal|warm|ethereal|atmospheric",
     "calm"},
    {"happy|upbeat|cheerful|joyful|lively|playful|fun|bright|pop|whimsical|uplifting|bouncy|merry|"
     "country|folk|ukulele|"
     "feel "
     "good|circus|cartoonish|quirky|carefree|sunny|optimistic|energetic|funny|comical|lighthearted",
     "happy"},
    {"sad|melancholic|melancholy|somber|mournful|emotional|sorrowful|bittersweet|lonely|wistful|"
     "blues|nostalgic|tragic|dramatic piano|heartbreaking",
     "sad"},
    {"epic|orchestral|heroic|cinematic|triumphant|grand|majestic|dramatic|swelling|sweeping|"
     "inspirational|inspiring|trailer|orchestra|"
     "symphonic|powerful|adventurous|anthemic|motivational|soaring",
     "epic"},
    {"tense|suspenseful|ominous|dark|thriller|suspense|urgent|nervous|intense|foreboding|brooding|"
     "menacing|chase|action",
     "tense"},
    {"funky|funk|groovy|disco|soul|r&b|rnb|hip hop|rap|reggae|swinging|hiphop|latin|salsa", "funky"
    },
    {"lofi|lo fi|chill|chillhop|chilled|laid back|lounge|study", "lofi"},
    {"jazz|jazzy|swing|smooth jazz|bebop|saxophone|noir jazz|ragtime|big band|bossa nova", "jazz"},
    {"rock|punk|metal|heavy metal|grunge|guitar rock|hard rock|electric guitar|rock and roll|indie",
     "rock"},
    {"electronic|techno|edm|house|dance|synth|synthwave|electro|dubstep|trance|retro|chiptune|8 "
     "bit|drum and bass|rave|futuristic|sci fi|"
     "club|trap",
     "electronic"},
    {"festive|christmas|holiday|jingle|carol|xmas|sleigh bell", "festive"},
    {"spooky|scary|creepy|eerie|horror|haunting|halloween|haunted|sinister|mysterious|unsettling",
     "spooky"},
};

constexpr NameRow kInstrumentTable[] = {
    {"piano|pianos|keyboard", "piano"},
    {"guitar|acoustic guitar|electric guitar|banjo|ukulele|bass guitar|guitars|mandolin|bass",
     "guitar"},
    {"strings|string|violin|cello|orchestra|orchestral|string "
     "quartet|violins|fiddle|harp|viola|symphony",
     "strings"},
    {"synth|synthesizer|synths|electronic|synthesiser|theremin", "synth"},
    {"drums|drum|percussion|drumbeat|drum beat|bongos|taiko|drumming|drumroll|drum roll", "drums"},
    {"flute|recorder|pan "
     "flute|whistle|clarinet|oboe|ocarina|saxophone|trumpet|brass|sax|harmonica|bagpipes",
     "flute"},
    {"bells|bell|glockenspiel|chimes|music box|sleigh bells|xylophone|celesta|marimba|chime",
     "bells"},
    {"organ|church organ|accordion|pipe organ", "organ"},
};

constexpr SoundRow kSoundTable[] = {
    {"crowd noise|crowd murmur|murmur of a crowd|crowd chatter|background "
     "chatter|chatter|hubbub|crowd sounds|people talking|"
     "murmuring crowd|crowd murmurs",
     "crowd_murmur"},
    {"cheering|crowd cheers|cheers|crowd roar|roar of the crowd|cheering crowd|crowd "
     "cheering|crowd goes wild|crowd erupts|"
     "crowd roars|jubilation|loud cheers",
     "crowd_cheer"},
    {"crowd groan|groans|groaning|crowd groans|crowd sighs|booing|crowd boos|boos|disappointed "
     "crowd|collective groan",
     "crowd_groan"},
    {"crowd gasp|gasps|crowd gasps|gasping", "crowd_gasp"},
    {"laugh track|audience laughs|canned laughter|audience laughter|crowd laughs|laughter|people "
     "laughing",
     "laughter"},
    {"applause|clapping|round of applause|crowd applauds|audience claps|ovation|standing "
     "ovation|crowd claps|audience applause",
     "applause"},
    {"thunder|thunderclap|rumble of thunder|rolling thunder|thunder rumbles|rumbling "
     "thunder|distant thunder|thunder cracks|"
     "clap of thunder|thunder rolls|thunder rumble",
     "thunder"},
    {"birdsong|bird song|birds chirping|birds singing|chirping birds|bird calls|birds sing|birds "
     "chirp|singing birds|birds tweeting|"
     "chirping of birds|bird sounds|tweeting birds",
     "birdsong"},
    {"traffic|traffic noise|city noise|city sounds|car horns|honking|street noise|urban "
     "noise|honking cars|city traffic|"
     "traffic sounds|horns honking|car horn|distant traffic|horn honks",
     "traffic"},
    {"bell rings|bells|church bell|bell ringing|ringing bell|bell chimes|church bells|bell "
     "tolls|chime|school bell|bells ring|"
     "bell sound|ringing bells|bells ringing|bell|church bells ring|doorbell|doorbell rings|clock "
     "chimes|bells chime|bell tolling",
     "bell"},
    {"siren|sirens|siren wails|sirens wail|police siren|ambulance siren|sirens blare|police sirens|"
     "wailing siren|sirens in the distance|distant siren|distant sirens|ambulance|fire truck "
     "siren|siren wailing|sirens wailing",
     "siren"},
    {"waves crashing|crashing waves|sound of waves|ocean waves|surf sounds|sea sounds|lapping "
     "water|waves crash|ocean sounds|"
     "waves lapping|lapping waves|roar of the ocean|roaring sea|waves crash against the shore|roar "
     "of the sea|water lapping",
     "waves"},
    {"howling wind|wind howls|wind noise|rustling wind|sound of wind|whistling wind|wind "
     "sounds|wind whistling|wind howling|wind blows",
     "wind"},
    {"rain sounds|sound of rain|patter of rain|raindrops falling|rain pattering|pattering "
     "rain|rain patters",
     "rain"},
    {"crickets|cricket|crickets chirping|insects|cicadas|chirping crickets|crickets chirp|cicada",
     "crickets"},
    {"crackling fire|fire crackles|crackle of fire|fire crackling|crackling flames|campfire "
     "crackles|crackling",
     "fire_crackle"},
    {"whistle|referee whistle|whistle blows|referee 's whistle|whistle blowing|blows a "
     "whistle|blows the whistle|blow the whistle|"
     "blow a whistle|final whistle",
     "whistle"},
    {"buzzer|buzzer sounds|game buzzer|buzzer goes off|buzzer rings|final buzzer|buzzer sound",
     "buzzer"},
    {"drum roll|drumroll", "drum_roll"},
    {"fireworks|firework|fireworks explode|fireworks burst|fireworks light up the sky", "firework"},
    {"doorbell|doorbell rings|door bell", "doorbell"},
    {"church bells|church bell|church bells ring|bells toll|bell tolls|bells ring out|bell tolling",
     "church_bells"},
    {"sleigh bells|jingle bells", "sleigh_bells"},
    {"chime|chimes|wind chimes|clock chimes|bell chimes|bells chime", "chime"},
    {"gong|gong sounds", "gong"},
    {"alarm|alarm blares|fire alarm|alarm goes off|alarms", "alarm"},
    {"alarm clock|alarm clock rings", "alarm_clock"},
    {"beep|beeps|beeping|machine beeps", "beep"},
    {"knock on the door|knocking|knock at the door|door knocks", "knock"},
    {"door slams|slamming door|door slam|slam of a door", "door_slam"},
    {"creaking door|door creaks|creak|creaking", "door_creak"},
    {"breaking glass|glass breaks|glass shatters|shattering glass|glass shattering|glass breaking",
     "glass_break"},
    {"cymbal|cymbal crash", "cymbal"},
    {"train passes|train rumbles|distant train|train noise|passing train", "train"},
    {"airplane noise|jet noise|plane overhead|airplane engine|jet engine", "airplane"},
    {"helicopter noise|helicopter rotors|helicopter overhead|rotor blades", "helicopter"},
    {"screeching tires|tires screech|tyres screech|screeching brakes|tires screeching|brakes "
     "screech|tires squeal|squealing tires",
     "skid"},
    {"cat meows|meowing|meowing cat", "cat_meow"},
    {"purring|purring cat|cat purrs", "cat_purr"},
    {"neighing|horse neighs|horse whinnies", "horse_neigh"},
    {"hoofbeats|galloping hooves|clopping hooves|hooves|hoof beats", "horse_gallop"},
    {"owl hoots|hooting owl|owl hooting|hoot of an owl|owls hoot", "owl"},
    {"rooster crows|crowing rooster|rooster crowing|cock crows|cock a doodle doo", "rooster"},
    {"frogs croaking|croaking frogs|frogs croak|frogs", "frog"},
    {"mooing|cow moos|cows mooing|cows moo", "cow"},
    {"bleating|sheep bleat|sheep bleating", "sheep"},
    {"cawing|crows caw|crow caws|ravens caw|cawing crows", "crow"},
    {"quacking|ducks quack|quacking ducks|ducks quacking", "duck"},
    {"wolf howls|howling wolves|wolves howl|wolf howling|howling wolf|howl of a wolf", "wolf_howl"},
    {"buzzing bees|bees buzz|buzzing|bees buzzing|bee buzzes|buzzing flies", "bee"},
    {"typing|keyboard typing|clicking keyboard|keyboard clatter", "typing"},
    {"typewriter|typewriter clacks|clacking typewriter", "typewriter"},
    {"heartbeat|heart beats|heart beating|beating heart|pounding heart", "heartbeat"},
    {"camera shutter|camera clicks|shutter click|camera flashes", "camera_shutter"},
    {"whoosh|swoosh|whooshing", "whoosh"},
    {"static|tv static|radio static|white noise", "static"},
    {"heavy breathing|breathing|panting", "breathing"},
    {"snoring|snores", "snoring"},
    {"humming tune", "humming"},
    {"screams|screaming|distant scream|scream of terror|people screaming|people scream", "scream"},
    {"dripping water|water drips|water dripping|dripping|dripping tap", "water_drip"},
    {"babbling brook|flowing water|running water|stream babbles|trickling water|water "
     "flows|gurgling stream|sound of a waterfall",
     "stream"},
    {"bubbles|bubbling|bubbling water", "bubbles"},
    {"rustling leaves|leaves rustle|leaves rustling|rustle of leaves", "leaves"},
    {"crowd awws|collective aww|audience awws|crowd aws", "crowd_aww"},
    {"clock ticking|ticking clock|ticking|clock ticks", "clock_tick"},
    {"phone ringing|ringing phone|phone rings|telephone rings|telephone|phone ring", "phone_ring"},
    {"engine noise|engine roars|engine hum|engine rumble|roaring engine|engine sound|engines "
     "roar|revving engine|engine revs|engine",
     "engine"},
    {"explosion sound|distant explosion|explosions|boom|loud boom|explosion", "explosion"},
    {"dog barking|barking dog|distant barking|dogs barking|dog barks in the distance|barking in "
     "the distance",
     "dog_bark"},
    {"footsteps|sound of footsteps|footfall|footstep", "footsteps"},
    {"splash sound|splashing sounds|splashing water|water splashing", "splash"},
    {"seagulls|gulls|seagull cries|seagulls cry|seagulls cawing|gulls crying|seagulls calling",
     "seagulls"},
    {"train whistle|train horn|foghorn|ship horn|ship 's horn|train in the distance|air "
     "horn|airhorn|trumpet fanfare|fanfare",
     "horn"},
};

constexpr SourceSoundRow kSourceSoundTable[] = {
    {"crowd|audience|fan|spectator|stadium|viewer|everyone|onlooker|arena|supporter|public",
     "groan|sigh|boo|moan|jeer|heckle|be disappointed|fall silent|hiss",
     "crowd_groan"},
    {"crowd|audience|fan|spectator|stadium|viewer|everyone|arena|supporter|onlooker|public",
     "cheer|roar|scream|erupt|celebrate|shout|yell|explode|go wild|hoot|whoop|chant|sing|go "
     "crazy|go nuts|rejoice|erupt in cheers|"
     "howl|break into cheers|jump up|rise",
     "crowd_cheer"},
    {"crowd|audience|fan|spectator|stadium|everyone|onlooker|supporter|public",
     "gasp|hold their breath|be shocked|hold its breath",
     "crowd_gasp"},
    {"crowd|audience|fan|spectator|everyone|stadium|onlooker|public",
     "laugh|giggle|chuckle|burst out laughing|burst into laughter",
     "laughter"},
    {"crowd|audience|fan|spectator|everyone|stadium|onlooker|public",
     "clap|applaud|give a standing ovation|burst into applause|break into applause",
     "applause"},
    {"crowd|audience|fan|spectator|everyone|stadium|onlooker|public",
     "murmur|chatter|talk|whisper|watch|look|wait|mumble|stare|gather|buzz|stand|sit|look "
     "on|surround",
     "crowd_murmur"},
    {"siren|alarm|ambulance",
     "wail|blare|sound|scream|ring|howl|go off|approach|pass|whine",
     "siren"},
    {"bell|church bell", "ring|chime|toll|sound|jingle|clang|peal", "bell"},
    {"thunder", "rumble|roll|crack|boom|roar|clap|strike|echo|growl|follow|crash", "thunder"},
    {"phone|telephone|cell phone", "ring|buzz|vibrate", "phone_ring"},
    {"clock", "tick|chime|strike", "clock_tick"},
    {"buzzer", "sound|buzz|go off|ring|blare", "buzzer"},
    {"whistle", "blow|sound|shriek", "whistle"},
    {"cricket|insect|cicada|frog", "chirp|sing|buzz|croak", "crickets"},
    {"seagull|gull", "cry|call|caw|scream|squawk", "seagulls"},
    {"wind", "howl|whistle|blow|roar|rustle|moan|whip", "wind"},
    {"fire|flame|campfire|bonfire", "crackle|pop|roar", "fire_crackle"},
    {"traffic|car horn|horn", "honk|hum|roar|beep|blare|rumble|sound", "traffic"},
    {"engine|motor", "roar|rev|hum|rumble|purr|sputter|growl|start", "engine"},
    {"firework", "explode|burst|crackle|light up|go off|pop|boom", "firework"},
};

constexpr CameraRow kCameraTable[] = {
    {"pan|panning shot|slow pan|pan shot|pan right|panning right|pan to the right|pans right|slow "
     "pan right|pan from left to right|panning left to right",
     to_int(CameraMove::kPanRight)},
    {"pan left|panning left|pan to the left|slow pan left|pan from right to left",
     to_int(CameraMove::kPanLeft)},
    {"tilt up|tilting up|tilt upward|slow tilt up", to_int(CameraMove::kTiltUp)},
    {"tilt down|tilting down|tilt downward", to_int(CameraMove::kTiltDown)},
    {"dolly in|push in|slow push in|dolly shot|push in shot|dolly forward|slow dolly in|camera "
     "push|dolly|slow dolly|slow push|"
     "dolly toward|dolly towards|creep in|pushing in|slowly pushing in|slow dolly forward|moving "
     "forward shot",
     to_int(CameraMove::kDollyIn)},
    {"dolly out|pull back|pull out|dolly back|slow pull back|pulling back|pull back shot|dolly "
     "backward|pulling out",
     to_int(CameraMove::kDollyOut)},
    {"truck left|trucking left|slide left|tracking left|crab left", to_int(CameraMove::kTruckLeft)},
    {"truck right|trucking shot|slide right|lateral tracking|sideways dolly|trucking "
     "right|tracking right|crab right|lateral tracking shot|"
     "slider shot|side scrolling",
     to_int(CameraMove::kTruckRight)},
    {"orbit|orbiting shot|orbit shot|arc shot|360 shot|camera circles|circling shot|360 degree "
     "shot|360 orbit|orbiting|bullet time|"
     "rotating camera|slow orbit|orbiting camera|arcing shot|circular tracking shot",
     to_int(CameraMove::kOrbit)},
    {"crane up|crane shot|rising shot|boom up|jib up|crane|jib shot|rising crane shot|booming up",
     to_int(CameraMove::kCraneUp)},
    {"crane down|descending shot|boom down|jib down|descending crane shot",
     to_int(CameraMove::kCraneDown)},
    {"tracking shot|tracking|follow shot|following shot|follow cam|steadicam|gimbal shot|chase "
     "cam|tracking camera|follow camera|"
     "one take|steadicam shot|gimbal|long take|smooth tracking shot|dynamic tracking shot|third "
     "person",
     to_int(CameraMove::kTrack)},
    {"zoom in|zoom|slow zoom|zooming in|crash zoom|slow zoom in|zoom in on|fast zoom|snap "
     "zoom|dolly zoom|punch in",
     to_int(CameraMove::kZoomIn)},
    {"zoom out|zooming out|slow zoom out", to_int(CameraMove::kZoomOut)},
    {"pov|point of view|first person|pov shot|first person view|point of view shot|pov style|first "
     "person pov|through the eyes of|first person shot|fpv",
     to_int(CameraMove::kPointOfView)},
    {"static|static shot|static camera|locked off|fixed camera|tripod|still camera|locked "
     "camera|stationary camera|tripod shot|"
     "locked off shot|static frame|camera is still|camera stays still|camera does not move|locked "
     "off camera|fixed shot|"
     "locked down shot|static wide shot",
     to_int(CameraMove::kStatic)},
    {"drone shot|aerial shot|aerial view|drone footage|aerial|drone view|drone|flyover|birds eye "
     "tracking shot|helicopter shot|drone camera|"
     "sweeping aerial shot|aerial drone shot|aerial footage|sweeping drone shot",
     to_int(CameraMove::kOrbit),
     to_int(Framing::kWide),
     to_int(Angle::kHigh)},
    {"wide shot|wide angle|establishing shot|long shot|wide|wide angle shot|extreme wide "
     "shot|panorama|panoramic shot|wide view|very wide shot|"
     "extreme long shot|wide establishing shot|wide frame|wide lens|panoramic|panoramic view|vista "
     "shot|wide angle lens|ultra wide shot",
     -1,
     to_int(Framing::kWide)},
    {"full shot|full body shot|full body|full figure|full length shot|head to toe|full length",
     -1,
     to_int(Framing::kFull)},
    {"medium shot|waist up|mid shot|cowboy shot|medium|medium wide shot|over the shoulder|over the "
     "shoulder shot|two shot|medium long shot|"
     "half body shot|bust shot|waist shot|ots shot",
     -1,
     to_int(Framing::kMedium)},
    {"close up|closeup|close shot|close up shot|medium close up|tight shot|close|tight close "
     "up|portrait shot|head and shoulders|"
     "closeup shot|headshot|tight framing",
     -1,
     to_int(Framing::kCloseUp)},
    {"extreme close up|macro|macro shot|extreme closeup|macro lens|detail shot|ecu|insert "
     "shot|super close up|big close up",
     -1,
     to_int(Framing::kExtremeCloseUp)},
    {"low angle|low angle shot|from below|worm 's eye view|worms eye view|ground level|low angle "
     "view|knee level|from the ground|hero shot",
     -1,
     -1,
     to_int(Angle::kLow)},
    {"high angle|high angle shot|from above|looking down|high angle view|elevated angle|from a "
     "high angle",
     -1,
     -1,
     to_int(Angle::kHigh)},
    {"top down|bird 's eye view|birds eye view|overhead shot|overhead view|overhead|top down "
     "view|top view|top down shot|directly above|"
     "bird eye view|god 's eye view|top shot|flat lay|bird 's eye|overhead camera",
     -1,
     -1,
     to_int(Angle::kTopDown)},
    {"dutch angle|tilted angle|canted angle|dutch tilt|canted|tilted frame|dutch",
     -1,
     -1,
     to_int(Angle::kDutch)},
    {"eye level|eye level shot|straight on|at eye level", -1, -1, to_int(Angle::kEye)},
    {"handheld|hand held|handheld camera|shaky cam|shaky camera|shaky|handheld shot|shaky "
     "handheld|documentary camera|hand held camera|"
     "handheld camera movement|camera shake|jittery camera|run and gun|handheld feel",
     -1,
     -1,
     -1,
     0.6F},
    {"slow motion|slow mo|slowmo|in slow motion|slowed down|super slow motion|high speed "
     "camera|slo mo|in slow mo|120 fps|240 fps|"
     "120fps|240fps|bullet time slow motion|slow motion shot|slow motion replay|ultra slow motion",
     -1,
     -1,
     -1,
     -1.0F,
     -1.0F,
     0.35F},
    {"time lapse|timelapse|fast motion|sped up|fast forward|hyperlapse|fast forwarded",
     -1,
     -1,
     -1,
     -1.0F,
     -1.0F,
     2.5F},
    {"real time|normal speed", -1, -1, -1, -1.0F, -1.0F, 1.0F},
    {"shallow focus|shallow depth of field|bokeh|blurred background|blurry background|out of focus "
     "background|shallow dof|soft background|"
     "background blur|rack focus|soft focus",
     -1,
     -1,
     -1,
     -1.0F,
     -1.0F,
     -1.0F,
     1},
    {"deep focus|everything in focus", -1, -1, -1, -1.0F, -1.0F, -1.0F, 0},
    {"fisheye|fish eye|fisheye lens|fish eye lens|ultra wide lens", -1, -1, -1, -1.0F, 14.0F},
    {"telephoto|telephoto lens|long lens|telephoto shot", -1, -1, -1, -1.0F, 135.0F},
};

// What a sentence about the camera may say: "the camera slowly circles the car".
constexpr CameraRow kCameraVerbTable[] = {
    {"pan|pan right|sweep|pan across|sweep across|swing|whip pan|whip",
     to_int(CameraMove::kPanRight)},
    {"pan left", to_int(CameraMove::kPanLeft)},
    {"tilt|tilt up|look up|pan up", to_int(CameraMove::kTiltUp)},
    {"tilt down|look down|pan down", to_int(CameraMove::kTiltDown)},
    {"dolly|dolly in|push|push in|move in|creep|move closer|glide in|approach|move forward|inch "
     "forward|get closer|close in|glide forward|"
     "drift in|come closer|creep in|move toward|move towards|float toward|float towards|glide "
     "toward|glide towards|dolly toward|"
     "dolly towards|fly through|move through|glide through|travel|advance|dolly forward|drift "
     "forward|creep forward|push forward|"
     "push toward|push towards|fly in|push slowly in",
     to_int(CameraMove::kDollyIn)},
    {"dolly out|pull back|pull out|pull away|move back|back away|retreat|move away|dolly "
     "back|drift back|move out|widen|withdraw|"
     "glide back|drift away|back up",
     to_int(CameraMove::kDollyOut)},
    {"truck left|slide left|move left|drift left|glide left|track left",
     to_int(CameraMove::kTruckLeft)},
    {"truck right|slide right|move right|truck|slide|drift right|track right|glide|drift|glide "
     "right|glide past|move sideways|glide across|"
     "move past|drift past",
     to_int(CameraMove::kTruckRight)},
    {"orbit|circle|rotate around|arc|spin around|move around|revolve|rotate|swirl around|circle "
     "around|arc around|go around|turn around|"
     "orbit around|spin|rotate slowly around|fly around|swoop around|wrap around",
     to_int(CameraMove::kOrbit)},
    {"crane|crane up|rise|boom up|lift|ascend|fly up|climb|soar|move up|float up|go up|rise up|fly "
     "over|lift up|boom|soar over|pull up",
     to_int(CameraMove::kCraneUp)},
    {"crane down|descend|lower|drop down|boom down|sink|swoop down|swoop|move down|fly "
     "down|drop|come down|float down",
     to_int(CameraMove::kCraneDown)},
    {"follow|track|chase|keep up|stay with|tail|run alongside|move alongside|trail|tracks "
     "alongside|move with|fly alongside|"
     "stay close to|keep pace|shadow|race alongside|fly|follow behind|track alongside",
     to_int(CameraMove::kTrack)},
    {"zoom|zoom in|zoom into|focus in|punch in|zoom in on|zoom in to", to_int(CameraMove::kZoomIn)},
    {"zoom out", to_int(CameraMove::kZoomOut)},
    {"stay|hold|linger|remain|stay still|be still|be static|hold still|not move|lock|be "
     "fixed|rest|wait|focus|frame|show|look|reveal|"
     "watch|be|stay on|be locked|be locked off|sit|stand still|capture|film|stay "
     "fixed|see|record|settle|be stationary|face|catch",
     to_int(CameraMove::kStatic)},
    {"shake|wobble|bob|jitter|tremble|be handheld|shake violently|shake slightly", -1, -1, -1, 0.8F
    },
};

constexpr ColorRow kColorTable[] = {
    {"red|ruby", 0xC8102E},
    {"crimson|scarlet|cherry red|cherry", 0xB0122B},
    {"maroon|burgundy|wine red", 0x6B1A2B},
    {"dark red|deep red", 0x8B1A1A},
    {"bright red|neon red", 0xF02020},
    {"light red|coral|salmon", 0xF08070},
    {"orange|tangerine", 0xF07F13},
    {"dark orange|burnt orange|rust colored", 0xC05010},
    {"yellow|lemon yellow", 0xF5C518},
    {"bright yellow|neon yellow", 0xFFE600},
    {"mustard|ochre|amber", 0xD2961E},
    {"gold|golden", 0xD4A017},
    {"green|leaf green", 0x2E9A3E},
    {"dark green|forest green|deep green|bottle green", 0x14532D},
    {"light green|mint|mint green|pale green|pastel green", 0x98D8A0},
    {"lime|lime green|neon green|bright green", 0x7FD616},
    {"olive|olive green|khaki|army green", 0x6B7030},
    {"emerald|emerald green|jade", 0x149A62},
    {"teal", 0x12837F},
    {"turquoise|aqua|cyan|aquamarine", 0x20C0C8},
    {"blue", 0x1F5FD0},
    {"dark blue|deep blue|midnight blue", 0x102A6B},
    {"navy|navy blue", 0x10204A},
    {"light blue|sky blue|baby blue|pale blue|pastel blue|powder blue", 0x8CC4F0},
    {"bright blue|electric blue|royal blue|cobalt|neon blue|cobalt blue", 0x1E50F0},
    {"indigo", 0x3F2A9B},
    {"purple|plum|grape", 0x7A2FB0},
    {"violet", 0x8040D0},
    {"dark purple|deep purple", 0x45136B},
    {"light purple|lavender|lilac|pastel purple", 0xC0A0E0},
    {"magenta|fuchsia|hot pink|neon pink|bright pink", 0xE01E90},
    {"pink|rose", 0xF08CB0},
    {"light pink|pale pink|pastel pink|baby pink", 0xF8C0D0},
    {"brown|chocolate|chestnut", 0x6B4226},
    {"dark brown|mahogany", 0x40261A},
    {"light brown|tan|beige|sand colored|caramel|fawn", 0xC8A070},
    {"cream|ivory|off white", 0xF0E8D0},
    {"white|snow white|pure white", 0xF2F2F0},
    {"black|jet black|pitch black", 0x101012},
    {"gray|grey", 0x8A8C8E},
    {"dark gray|dark grey|charcoal|slate", 0x404346},
    {"light gray|light grey|pale gray", 0xC4C6C8},
    {"silver|silvery", 0xC0C4C8},
    {"bronze|copper", 0xB06A35},
    {"multicolored|multicoloured|rainbow|colorful|colourful|rainbow colored|multi colored", 0},
    {"blonde|blond|golden blonde|platinum blonde|platinum", 0xDDBB77},
    {"ginger|auburn", 0xA84C1C},
    {"brunette", 0x3A2417},
};

constexpr FactorRow kSizeTable[] = {
    {"microscopic|miniature|minuscule|teeny tiny|thumb sized|toy", 0.35F},
    {"tiny|mini|teeny|little tiny|very small|baby|palm sized", 0.5F},
    {"small|little|short|low|compact|pocket sized", 0.75F},
    {"medium|medium sized|normal sized|average sized|regular", 1.0F},
    {"large|big|tall|oversized|wide|long|high|hefty", 1.4F},
    {"huge|very big|very large|massive|enormous|very tall|really big|towering|monumental|vast", 1.9F
    },
    {"giant|gigantic|colossal|humongous|monstrous|mammoth|building sized|house sized|car sized",
     2.8F},
};

constexpr CountRow kCountTable[] = {
    {"one|a single|single|lone|lonely|solitary|1|only one|just one", 1},
    {"two|a couple of|a pair of|couple of|pair of|both|2|twin", 2},
    {"three|some|a few|few|a trio of|3|trio of", 3},
    {"four|several|a number of|4|multiple|various|quartet of", 4},
    {"five|5|a handful of|handful of", 5},
    {"six|half a dozen|half dozen|6", 6},
    {"seven|7|many|lots of|a lot of|numerous|plenty of", 7},
    {"eight|8", 8},
    {"nine|9", 9},
    {"ten|10|tons of", 10},
    {"eleven|11", 11},
    {"twelve|a dozen|dozen|12", 12},
    {"thirteen|13", 13},
    {"fourteen|14", 14},
    {"fifteen|15", 15},
    {"sixteen|16", 16},
    {"twenty|20|dozens of|countless|hundreds of|thousands of|a hundred|hundred|a "
     "thousand|thousand|fifty|thirty|forty|a million|million",
     20},
    {"two dozen", 24},
};

constexpr CountRow kCollectiveTable[] = {
    {"group|bunch|gang|band|set|team|crew|family|party|trio|cluster|assortment|collection|squad|"
     "class|litter",
     4},
    {"pair|couple|duo", 2},
    {"flock|herd|school|pack|swarm|troop|army|fleet|convoy|colony|horde|pod|murder", 6},
    {"row|line|chain|series|sequence|trail|queue|string|circle|ring|rack", 8},
    {"stack|tower|pile|heap|pyramid|column|mountain|wall|house of", 6},
    {"crowd|mass|throng|sea", 7},
};

constexpr SportRow kSportTable[] = {
    {"basketball|hoop|free throw|dunk|slam dunk|three pointer|layup|backboard|rim|basketball "
     "player|jump shot|court side|nba|buzzer beater|alley oop|jumper|half court|basketballer",
     "basketball",
     "hoop",
     "",
     "gym"},
    {"soccer|soccer ball|soccer player|penalty|penalty kick|goalkeeper|goalie|striker|free "
     "kick|footballer|football|goal|midfielder|crossbar|fifa|football player|corner kick",
     "soccer ball",
     "goal",
     "",
     "stadium"},
    {"bowling|bowling ball|bowling pin|bowling alley|bowler|gutter|ten pin|bowling lane|tenpin",
     "bowling ball",
     "bowling pin",
     "",
     "bowling alley"},
    {"tennis|tennis player|tennis ball|racket|tennis court|racquet|wimbledon|backhand|forehand",
     "tennis ball",
     "",
     "tennis racket",
     "court"},
    {"baseball|baseball player|batter|home run|baseball bat|pitcher|slugger",
     "baseball",
     "",
     "baseball bat",
     "stadium"},
    {"golf|golfer|golf ball|putt|golf club|fairway|golf course|tee|putter|hole in one",
     "golf ball",
     "",
     "golf club",
     "meadow"},
    {"volleyball|volleyball player|beach volleyball|spike", "volleyball", "", "", "beach"},
    {"american football|quarterback|touchdown|field goal|linebacker|super bowl|nfl|rugby",
     "american football",
     "",
     "",
     "stadium"},
    {"skateboard|skateboarder|kickflip|ollie|skate park|half "
     "pipe|skatepark|heelflip|grind|halfpipe|skateboarding",
     "",
     "",
     "skateboard",
     "skate park"},
    {"snowboard|snowboarder|snowboarding|skier|skiing|ski slope|ski",
     "",
     "",
     "snowboard",
     "snowy mountain"},
    {"surf|surfer|surfing|surfboard|wave rider|ride a wave|big wave", "", "", "surfboard", "sea"},
    {"paddleboard|paddleboarder|paddle board|paddleboarding", "", "", "paddleboard", "lake"},
    {"balance beam|gymnast|gymnastics|floor routine|vault|olympic gymnastics|trampoline",
     "",
     "",
     "",
     "gym"},
    {"beach ball", "beach ball", "", "", "beach"},
};

constexpr StandInRow kStandInTable[] = {
    {"elephant|mammoth|rhino|rhinoceros|hippo|hippopotamus", "horse", 1.5F, 0x808488},
    {"giraffe|camel|llama|alpaca", "horse", 1.2F, 0xC8A060},
    {"cow|bull|bison|buffalo|ox|cattle", "horse", 1.0F, 0x5A4030},
    {"zebra|unicorn|pegasus", "horse", 1.0F, 0xF0F0F0},
    {"donkey|pony|foal|deer|reindeer|moose|stag|antelope|goat|mule|elk|gazelle|sheep|lamb",
     "horse",
     0.7F,
     0x8A6A4A},
    {"dragon|dinosaur|t rex|velociraptor|pterodactyl|phoenix|griffin|tyrannosaurus",
     "bird",
     4.0F,
     0x3E7040},
    {"bear|grizzly bear|grizzly|lion|tiger|panther|leopard|jaguar|cheetah|polar bear|panda|big cat",
     "dog",
     1.7F,
     0x9A6A30},
    {"wolf|husky|fox|coyote|hyena|jackal|raccoon|badger|pig|piglet|boar|kangaroo|monkey|otter|seal|"
     "beaver|koala|sloth",
     "dog",
     1.0F,
     0x8A7A6A},
    {"puppy|pup|chihuahua|corgi|pug|dachshund|poodle|terrier", "dog", 0.6F, 0},
    {"golden retriever|labrador|retriever|lab", "dog", 1.0F, 0xD0A050},
    {"dalmatian", "dog", 1.0F, 0xF0F0F0},
    {"kitten|rabbit|bunny|squirrel|hedgehog|ferret|weasel|guinea pig|hamster", "cat", 0.6F, 0},
    {"mouse|rat|gerbil|lizard|frog|toad|gecko|chameleon", "cat", 0.3F, 0x8A8078},
    {"lynx|cougar|puma|bobcat|tabby|siamese", "cat", 1.2F, 0},
    {"parrot|macaw|parakeet|budgie", "bird", 1.0F, 0xD02020},
    {"eagle|hawk|falcon|vulture|owl|condor", "bird", 2.0F, 0x5A4028},
    {"crow|raven|blackbird", "bird", 1.3F, 0x101012},
    {"seagull|gull|pigeon|dove|swan|goose|duck|duckling|pelican|albatross|stork",
     "bird",
     1.4F,
     0xE0E0DC},
    {"chicken|rooster|hen|turkey|chick|peacock|ostrich|flamingo|penguin|robin|sparrow|butterfly|"
     "moth|bee|dragonfly|bat",
     "bird",
     1.0F,
     0},
    {"shark|whale|dolphin|orca|tuna|porpoise|manta ray|great white", "fish", 5.0F, 0x607080},
    {"goldfish|koi|clownfish|carp|salmon|trout|eel|octopus|squid|jellyfish|crab|lobster|turtle|"
     "starfish|tadpole",
     "fish",
     1.0F,
     0xF07F13},
    {"van|bus|lorry|tractor|fire truck|ambulance|pickup|pickup truck|school "
     "bus|minivan|semi|trailer|tank|train|garbage truck|delivery truck|"
     "bulldozer|rv|camper van|excavator|tram|monster truck|fire engine|ice cream "
     "truck|forklift|locomotive",
     "truck",
     1.0F,
     0},
    {"taxi|cab|sports car|race car|racing car|convertible|police "
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
    {"ship|boat|yacht|galleon|canoe|kayak|rowboat|pirate ship|longship|viking "
     "ship|ferry|raft|gondola|speedboat|cruise ship|dinghy|vessel|"
     "catamaran|schooner|fishing boat|toy boat|paper "
     "boat|barge|submarine|motorboat|tugboat|battleship",
     "sailboat",
     1.0F,
     0},
    {"spaceship|spacecraft|missile|firework rocket|space "
     "shuttle|ufo|starship|satellite|lander|flying saucer|space ship|probe",
     "rocket",
     1.0F,
     0},
    {"airplane|plane|jet|helicopter|aircraft|glider|paper airplane|paper plane|drone|fighter "
     "jet|biplane",
     "bird",
     2.0F,
     0xE0E0E0},
    {"blimp|zeppelin|airship|hot air balloon", "hot air balloon", 1.0F, 0},
    {"snowball|marble|orange|apple|peach|tomato|cannonball|egg|watermelon|pumpkin|melon|lemon|"
     "meatball|orb|globe|bubble|planet|sphere|pearl|"
     "grapefruit|coconut|pebble|yarn ball|ball of yarn|walnut|billiard ball|pool ball|cue "
     "ball|eight ball|puck|wrecking ball|onion|potato",
     "ball",
     0.6F,
     0},
    {"apple|tomato|strawberry|cherry", "ball", 0.4F, 0xC01818},
    {"orange|peach|pumpkin|tangerine", "ball", 0.45F, 0xF07F13},
    {"watermelon|melon|lime|pea", "ball", 1.0F, 0x2E7A32},
    {"snowball|egg|pearl|moon", "ball", 0.4F, 0xF2F2F0},
    {"lemon", "ball", 0.35F, 0xF5D518},
    {"disco ball", "ball", 1.5F, 0xC0C4C8},
    {"frisbee|plate|disc|disk|pan|coin|plane disc|pizza|pancake|hula hoop|tire|tyre|wheel",
     "coin",
     1.0F,
     0},
    {"box|crate|parcel|package|cardboard "
     "box|gift|present|suitcase|brick|dice|die|chest|cargo|luggage|briefcase|lego brick|lego|"
     "rubik 's cube|cake|toolbox|container|fridge|refrigerator|safe|carton|treasure "
     "chest|loaf|toaster|microwave|television|tv|cabinet|"
     "washing machine|ice cube|sugar cube|gift box|building block|radio|speaker",
     "block",
     1.0F,
     0},
    {"mug|glass|goblet|teacup|coffee cup|wine glass|bowl|bucket|pot|jug|coffee "
     "mug|tea|coffee|latte|beer|trophy|juice|glass of water|pint|"
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
    {"hammer|sword|stick|wand|spoon|knife|umbrella|cane|broom|mop|torch|flashlight|microphone|"
     "paintbrush|fork|staff|axe|spear|shovel|"
     "hockey stick|cricket bat|club|pool "
     "cue|lightsaber|rake|pole|spatula|pencil|pen|wrench|fishing "
     "rod|pickaxe|baguette|baton|whip|ladle",
     "baseball bat",
     0.8F,
     0},
    {"violin|cello|ukulele|banjo|harp|electric guitar|acoustic "
     "guitar|trumpet|saxophone|flute|instrument|fiddle|bass guitar|lute|harmonica|"
     "accordion|mandolin|trombone|clarinet|musical instrument",
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
    {"cottage|cabin|hut|barn|shed|building|skyscraper|church|castle|mansion|igloo|tent|store|shop|"
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
    {"staircase|steps|stairway|ladder|escalator|stair", "stairs", 1.0F, 0},
    {"handrail|railing|gate|barrier|bench rail|picket "
     "fence|wall|hurdle|door|barricade|window|mirror",
     "fence",
     1.0F,
     0},
    {"streetlight|lamppost|lamp post|street light|traffic light|lamp|lantern|light "
     "pole|spotlight|stop sign|pole|post|utility pole|stoplight",
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
     "picnic table|bookshelf|piano|keyboard|conveyor belt",
     "table",
     1.0F,
     0},
    {"see saw|teeter totter", "seesaw", 1.0F, 0},
    {"slope|incline|hill ramp|chute|plank|inclined plane|wedge|playground slide|marble run",
     "ramp",
     1.0F,
     0},
    {"half pipe|halfpipe|quarterpipe|bowl ramp", "quarter pipe", 1.0F, 0},
    {"wrecking ball|pocket watch|chandelier|swing|punching bag|metronome", "pendulum", 1.0F, 0},
    {"sandwich|hamburger|burger|donut|doughnut|cookie|bread|cheese|banana|carrot|hot "
     "dog|taco|sushi|croissant|muffin|cupcake|food|fruit|"
     "vegetable|pie|popcorn|ice cream|ice cream "
     "cone|chocolate|candy|bagel|noodles|spaghetti|rice|toast|steak|snack|toy|key|teddy bear|"
     "doll|stuffed animal|plush|plushie|wallet|purse|hat box|camera|sock puppet|feather|leaf|slice "
     "of pizza|slice of cake|bone|remote",
     "cube",
     0.25F,
     0xD8A860},
    {"bouquet|bouquet of flowers|flowers", "flower", 1.0F, 0},
    {"branch|twig|log pile", "tree", 1.0F, 0},
    {"slide|water slide|slip n slide", "ramp", 1.0F, 0},
    {"slime|blob|jelly", "ball", 1.0F, 0x50C040},
    {"chessboard|chess board|board game|cutting board", "table", 1.0F, 0},
    {"high bar|parallel bars|uneven bars|horizontal bar|pull up bar", "balance beam", 1.0F, 0},
    {"puddle|rope|string|cord|ribbon|gutter|"
     "shadow|smoke|steam|dust|sparkler|rainbow|spotlight beam|wire|cable|thread",
     "-",
     1.0F,
     0},
    {"hole|golf hole|putting hole", "flag", 1.0F, 0},
    {"kite|flag|banner|parachute|curtain|blanket|towel|balloon animal", "flag", 1.0F, 0},
    {"party balloon|balloons|red balloon|helium balloon", "balloon", 1.0F, 0},
    {"mattress|carpet|rug|yoga mat|crash pad|gym mat|towel on the floor|pillow|cushion",
     "mat",
     1.0F,
     0},
    {"soccer goal|net|football goal|hockey goal|goal post|goalpost", "goal", 1.0F, 0},
    {"ski|skis|sled|toboggan|sledge|sleigh", "snowboard", 1.0F, 0},
    {"longboard|bodyboard|boogie board", "surfboard", 0.8F, 0},
    {"bowling pins|pin|skittle|traffic cone|cone|ten pin|tenpin", "bowling pin", 1.0F, 0},
    {"domino tile|playing card|book end|tile|tombstones", "domino", 1.0F, 0},
    {"rail|grind rail|handrail rail|ledge|curb|tightrope|beam|log", "balance beam", 1.0F, 0},
    {"bed trampoline|bouncy castle|bounce house", "trampoline", 1.0F, 0},
    {"wooden block|toy block|cube of wood|jenga block|jenga", "block", 1.0F, 0xC8A070},
};

// The usual colour of nouns that share a thing with others.
constexpr ColorRow kTintTable[] = {
    {"orange|tangerine|pumpkin", 0xF07F13},
    {"lemon|banana", 0xF5D518},
    {"tomato|strawberry|cherry", 0xC81E1E},
    {"watermelon|lime|pea", 0x2E7A32},
    {"egg|snowball|milk", 0xF2F2F0},
    {"peach", 0xF5B27A},
    {"pear|melon", 0xC8C850},
    {"taxi|cab", 0xF5C518},
    {"fire truck", 0xC81E1E},
    {"police car", 0x14244A},
    {"ambulance", 0xF0F0EE},
    {"school bus", 0xF0A818},
    {"coffee|coffee mug|coffee cup", 0xE8E0D4},
    {"brick", 0x9A4A36},
    {"eight ball|puck|hockey puck|cannonball|wrecking ball|coal", 0x101012},
    {"rose|poppy", 0xC8102E},
    {"tulip", 0xE05080},
    {"daisy|lily", 0xF2F2F0},
    {"sunflower", 0xF5B818},
    {"iceberg", 0xDCEEF5},
    {"gift|present", 0xC8102E},
    {"coin|gold coin|treasure chest", 0xD4A017},
    {"meteor|meteorite", 0x3A3430},
    {"tire|tyre", 0x18181A},
    {"donut|doughnut|bagel", 0xC89058},
};

constexpr NameRow kPlaceHintTable[] = {
    {"basketball gym|gymnasium|sports hall|indoor gym|fitness center|school gym|dojo|boxing "
     "ring|high school gym|sports arena|basketball arena|"
     "warehouse|hangar|gym floor|weight room|locker room|boxing gym|indoors gym|ring",
     "gym"},
    {"bowling alley|bowling lane|lane|ten pin alley", "bowling_alley"},
    {"ice rink|skating rink|ice|frozen lake|ice skating rink|hockey rink|frozen pond|ice hockey "
     "rink",
     "ice_rink"},
    {"court|basketball court|tennis court|outdoor court|outdoor basketball court|volleyball "
     "court|street court",
     "court"},
    {"playground|schoolyard|amusement park|theme park|sandbox|fairground|carnival|county fair",
     "playground"},
    {"alley|street|road|avenue|sidewalk|suburb|neighborhood|neighbourhood|crosswalk|parking "
     "lot|driveway|town|village|market|main street|"
     "intersection|pavement|plaza|square|bus stop|suburban street|cobblestone street|busy "
     "street|street corner|boulevard|gas station|"
     "train station|construction site|paris|london|rome|alleyway|back alley|cul de "
     "sac|airport|subway station|roadside|town square|"
     "chinatown|venice|lane way|marketplace|quiet street|residential street|small town|sidewalk "
     "cafe|street market|brooklyn street",
     "street"},
    {"highway|dirt road|freeway|race track|racetrack|motorway|country road|bridge|runway|mountain "
     "road|desert road|open road|coastal road|"
     "winding road|interstate|test track|train tracks|tunnel",
     "road"},
    {"city|downtown|skyline|cityscape|metropolis|new york city|new york|tokyo|times square|night "
     "city|las vegas|hong kong|shibuya|night market|"
     "urban setting|san francisco|city street|busy city|brooklyn|manhattan|neon city|neon lit "
     "street|neon street|cyberpunk city|chicago|"
     "los angeles|financial district|neon alley|seoul|shanghai|futuristic city",
     "city"},
    {"rooftop|roof|balcony|terrace|roof terrace|helipad|penthouse", "rooftop"},
    {"skate park|skatepark|skate bowl|skating park|half pipe park|bmx park", "skate_park"},
    {"stadium|soccer field|football field|baseball field|football pitch|soccer pitch|soccer "
     "stadium|football stadium|stadium field|running track|"
     "olympic stadium|baseball diamond|cricket pitch|cricket ground|rugby field|sports "
     "field|racecourse",
     "stadium"},
    {"park|lawn|backyard|yard|city park|picnic|front yard|campus|cemetery|zoo|picnic area|dog "
     "park|university campus",
     "park"},
    {"garden|meadow|field|grass|countryside|prairie|hill|valley|hillside|green field|grassy "
     "hill|grassland|wheat field|flower field|"
     "field of flowers|open field|grassy meadow|rolling hills|grassy field|golf "
     "course|fairway|pasture|cornfield|botanical garden|outdoors|"
     "nature|greenhouse|flower garden|moor|steppe|green hills|putting green|rice field|lavender "
     "field|sunflower field|field of grass|outside",
     "meadow"},
    {"farm|ranch|barnyard|orchard|vineyard|stable|farmyard|corral|rodeo", "farm"},
    {"beach|shore|seaside|coast|sandy beach|tropical "
     "beach|island|seashore|shoreline|boardwalk|tropical island|coastline|sea shore|pier|"
     "desert island|hawaii|malibu|bahamas|black sand beach|cove",
     "beach"},
    {"lake|pond|river|lagoon|stream|creek|calm water|mountain "
     "lake|fjord|canal|waterfall|swamp|bay|marsh|riverbank|dock|harbor|harbour|"
     "frozen river|quiet lake|calm lake|wetland|reservoir",
     "lake"},
    {"swimming pool|pool|olympic pool|water park|hot tub|poolside|indoor pool|diving pool",
     "swimming_pool"},
    {"sea|ocean|open sea|waves|open ocean|high seas|wave|open water|rough sea|stormy sea|at "
     "sea|north sea|pacific|atlantic|atlantic ocean|"
     "pacific ocean|mediterranean|reef|underwater|coral reef|bottom of the sea|seabed|ocean "
     "floor|under water|under the sea|big wave|water|"
     "huge wave|giant wave|massive wave|stormy ocean|north shore|calm sea|aquarium",
     "sea"},
    {"forest|woods|jungle|rainforest|woodland|wilderness|pine forest|enchanted "
     "forest|campsite|redwood forest|bamboo forest|grove|rain forest|"
     "campground|forest clearing|clearing|forest path|dark forest|autumn forest|snowy "
     "forest|magical forest|trail",
     "forest"},
    {"snowy mountain|mountain|ski slope|alps|snowy slope|mountains|mountain "
     "top|himalayas|summit|arctic|antarctica|glacier|north pole|snowy hill|"
     "ski resort|snow field|tundra|mountain peak|snowy landscape|everest|mount everest|snowy "
     "field|slope|mountainside|snowy mountains|piste|"
     "mountain slope|slopes|mountain range|ice spires|winter wonderland|snow covered "
     "mountain|snowy mountain slope|snowy plain|snowy peak|"
     "snowbank|half pipe of snow|south pole|snow covered field|snow park|powder|fresh "
     "powder|ski hill",
     "mountain"},
    {"desert|sahara|dunes|canyon|wild west|badlands|sand dunes|sand dune|dune|western town|grand "
     "canyon|wasteland|oasis|arizona|outback|egypt|"
     "quarry|volcano|savannah|savanna|dusty town|old west|monument valley|salt flats",
     "desert"},
    {"living room|lounge|bedroom|house interior|apartment|room|study|home|hotel "
     "room|den|hallway|corridor|attic|waiting room|dining room|nursery|"
     "basement|elevator|flat|dorm room|playroom|church|mall|courtroom|prison|jail|castle "
     "hall|throne room|dungeon|train carriage|palace|gallery|"
     "art gallery|log cabin|indoors|inside|family room|lobby|antique shop|tavern|barber shop|game "
     "room|arcade|spaceship interior|cockpit|cave|"
     "pub|fireside|cosy room|cozy room|cabin interior|interior",
     "living_room"},
    {"classroom|office|school|library|laboratory|lab|hospital|hospital "
     "room|shop|store|supermarket|museum|workshop|garage|conference room|"
     "bookstore|news studio|newsroom|news desk|lecture hall|university|meeting room|science "
     "lab|toy store|police station|factory|control room|"
     "grocery store|bookshop|courthouse|bank|art studio",
     "classroom"},
    {"kitchen|restaurant|bakery|restaurant "
     "kitchen|diner|pantry|cafeteria|bathroom|laundromat|cooking show|canteen|pizzeria|kitchen "
     "counter|"
     "cafe|coffee shop|bar|bistro|ramen shop|sushi bar|food truck|noodle shop",
     "kitchen"},
    {"stage|theater|theatre|concert|concert hall|opera house|circus|auditorium|talent show|dance "
     "floor|nightclub|club|ballroom|comedy club|"
     "dance hall|spotlight|concert stage|recital|disco|rock concert|music hall|catwalk|tv "
     "studio|big top|podium|karaoke bar|jazz club|"
     "circus tent|circus ring|dance studio|game show|talk show|late night show|awards "
     "show|opera|music festival|festival",
     "stage"},
    {"moon|lunar surface|the moon|surface of the moon|moon surface|lunar landscape|lunar "
     "base|crater|mars|red planet|surface of mars|"
     "alien planet|another planet|planet surface|asteroid surface",
     "moon"},
    {"space|outer space|orbit|cosmos|deep space|galaxy|zero gravity|space station|international "
     "space station|universe|milky way|nebula",
     "space"},
    {"studio|plain studio|white background|plain background|empty room|void|infinite white|black "
     "background|white room|backdrop|"
     "seamless background|limbo|plain white background|neutral background|photo studio|green "
     "screen|grey background|gray background|"
     "white void|dark background|simple background",
     "studio"},
};

constexpr PrepositionRow kPrepositionTable[] = {
    {"on top of|atop|onto the top of", to_int(RelationKind::kOn), Direction::kNone, true},
    {"on|upon|aboard|astride", to_int(RelationKind::kOn), Direction::kNone, true},
    {"onto", to_int(RelationKind::kOn), Direction::kNone, true},
    {"in front of|ahead of|before the", to_int(RelationKind::kInFrontOf), Direction::kNone, true},
    {"behind|in back of|at the back of", to_int(RelationKind::kBehind), Direction::kNone, true},
    {"to the left of|left of|on the left of|on the left side of", to_int(RelationKind::kLeftOf)},
    {"to the right of|right of|on the right of|on the right side of", to_int(RelationKind::kRightOf)
    },
    {"next to|beside|near|by|alongside|close to|at the foot of|adjacent to|against|near to|side by "
     "side with|at the side of|not far from|"
     "at the edge of|in the middle of|outside|at the base of|by the side "
     "of|among|between|amid|amidst|surrounded by|along with|together with",
     to_int(RelationKind::kBeside),
     Direction::kNone,
     true},
    {"under|beneath|below|underneath", to_int(RelationKind::kUnder), Direction::kNone, true},
    {"above|over|high above|overhead of", to_int(RelationKind::kAbove), Direction::kNone, true},
    {"inside|within|inside of", to_int(RelationKind::kInside), Direction::kNone, true},
    {"into|in to", to_int(RelationKind::kInside), Direction::kNone, true},
    {"in", to_int(RelationKind::kInside), Direction::kNone, true},
    {"far from|far away from|a long way from", to_int(RelationKind::kFarFrom)},
    {"across from|opposite|facing|in the direction of",
     to_int(RelationKind::kFacing),
     Direction::kNone,
     true},
    {"at|to|towards|toward|after|past|through|around|across|along|for|up to|over to|from "
     "behind|all the way to|all around|over the top of",
     -1,
     Direction::kNone,
     true},
    {"down", -1, Direction::kDown, true},
    {"up", -1, Direction::kUp, true},
    {"off|from|off of|out of|away from|from on top of|from the top of|off the edge of|from "
     "under|off the top of|from the edge of|over the edge of",
     -1,
     Direction::kNone,
     false,
     true},
    {"of|with|without|about|like|via|using|by means of|during|as|per|made "
     "of|except|despite|than|until|towards the end of|thanks to|because of|"
     "including|such as|besides|beyond|since|against the backdrop of",
     -1},
};

constexpr NameRow kPartTable[] = {
    {"rim|backboard|net|ring", "hoop"},
    {"crossbar|goalpost|post|top corner|bottom corner", "goal"},
    {"pocket|mouth|hand|foot|head|face|eye|nose|ear|tail|wing|leg|arm|back|shoulder|finger|knee|"
     "elbow|chest|hip|toe|fist|cheek|paw|hoof|"
     "beak|lip|tooth|forehead|chin|neck|belly|stomach|thumb|palm|ankle|wrist|lap|body|fur|feather|"
     "hoof|muzzle|snout|brow|skin|tear|smile|grin|"
     "frown|expression|breath|heart|gaze|steps|step",
     ""},
};

constexpr std::string_view kGrammarWords =
    "somewhere|anywhere|everywhere|nowhere|somehow|maybe|perhaps|indeed|world|story|dream|reality|"
    "life|a|an|the|this|that|these|those|there|here|is|are|was|were|be|been|being|am|has|have|had|"
    "do|"
    "does|did|will|would|can|could|should|may|"
    "might|must|shall|it|its|of|and|or|so|too|also|just|very|really|quite|even|still|not|no|such|"
    "own|same|other|another|each|every|any|some|"
    "all|both|more|most|much|many|please|show|shows|showing|shown|video|clip|footage|scene|shot|"
    "image|picture|make|create|generate|depict|"
    "depicting|featuring|feature|render|animate|movie|film|we|you|i|me|us|my|your|our|they|them|"
    "their|he|him|his|she|her|hers|who|whom|whose|"
    "which|what|where|when|how|if|than|as|to|for|with|by|at|in|on|from|into|onto|up|down|out|off|"
    "over|under|again|ever|get|gets|got|let|lets|"
    "something|anything|nothing|thing|things|one|way|bit|lot|kind|sort|type|part|moment|second|"
    "seconds|time|minute|while|then|there's|begin|begins|"
    "start|starts|started|beginning|starting|continue|continues|seem|seems|look|looks|like|about|"
    "around|back|want|would|like|give|gives|given|"
    "using|use|used|style|tone|mood|vibe|feel|feeling|atmosphere|aesthetic|background|foreground|"
    "frame|screen|camera|lens|view|focus|angle|"
    "hd|4k|8k|uhd|k|high|quality|resolution|ultra|detailed|details|detail|masterpiece|best|"
    "trending|artstation|octane|unreal|engine|"
    "sequence|opens|open|ends|end|middle|side|front|top|bottom|center|centre|left|right|distance|"
    "place|setting|set|visible|full|overall|"
    "soundtrack|sound|sounds|audio|music|voice|ambience|noise|featuring|only|almost|nearly|itself|"
    "himself|herself|themselves|each|"
    "someone|somebody|everyone|everything|because|since|though|although|manage|manages|try|tries|"
    "trying|attempt|attempts|fail|fails|able|"
    "perform|performs|performing|perfectly|clearly|exactly|right|well|instead|already|soon|now|"
    "suddenly|together|alone|along|across|"
    "through|during|until|before|after|between|against|without|within|upon|toward|towards|near|"
    "next|yes|ok|okay|hey|s|t|m|re|ve|ll|d|'s|"
    "him|its|that's|whole|entire|several|various|amount|number|couple|few|half|first|last|final|"
    "finally|later|long|short|ago|yet|once|"
    "prompt|sora|hibari|ai|generated|model|realtime|aspect|ratio|fps|landscape|portrait|vertical|"
    "horizontal|square|orientation|duration|length|"
    "sec|s|secs|sentence|line|lines|dialogue|description|describe|describes|caption|title|titled|"
    "name|named|called|call|put|go|goes|going|"
    "come|comes|take|takes|taking|keep|keeps|place|lighting|light|lit|lights|shadow|shadows|color|"
    "colour|palette|composition|depth|field|grade|"
    "grading|reflection|reflections|texture|textures|motion|movement|movements|action|actions|"
    "gently|beautifully";

constexpr std::string_view kHarmlessAdjectives =
    "beautiful|pretty|handsome|cute|adorable|lovely|happy|sad|angry|tired|funny|cool|amazing|"
    "awesome|stunning|gorgeous|elegant|mysterious|"
    "strange|weird|odd|brave|bold|shy|nervous|excited|bored|curious|confident|clumsy|determined|"
    "proud|calm|quiet|silent|peaceful|serene|"
    "dramatic|epic|intense|majestic|magical|mystical|surreal|dreamy|whimsical|cozy|warm|cool|cold|"
    "hot|fresh|bright|dark|dim|soft|hard|rough|smooth|"
    "shiny|dusty|dirty|clean|wet|dry|empty|full|busy|crowded|abandoned|old|new|modern|ancient|"
    "vintage|retro|rusty|broken|fancy|simple|plain|"
    "professional|famous|rich|poor|lucky|unlucky|hungry|thirsty|sleepy|playful|energetic|lively|"
    "friendly|evil|good|bad|nice|great|perfect|"
    "fluffy|furry|hairy|spotted|striped|slow|fast|quick|heavy|light|tall|short|thin|wide|narrow|"
    "deep|shallow|steep|flat|round|square|sharp|"
    "classic|traditional|typical|ordinary|normal|regular|real|fake|wild|tame|fierce|gentle|"
    "graceful|vibrant|vivid|colorful|neon|glowing|sparkling|"
    "endless|infinite|distant|nearby|lush|barren|rocky|sandy|grassy|leafy|snowy|icy|frozen|"
    "tropical|urban|rural|suburban|industrial|medieval|"
    "futuristic|victorian|local|foreign|national|olympic|champion|amateur|experienced|skilled|"
    "talented|careful|careless|stern|serious|cheerful|"
    "gloomy|spooky|scary|creepy|eerie|haunted|enchanted|sacred|royal|noble|humble|grumpy|joyful|"
    "delighted|surprised|shocked|frightened|scared|"
    "terrified|worried|anxious|relaxed|focused|concentrated|exhausted|injured|wounded|drunk|sober|"
    "blind|deaf|mute|pregnant|single|married|"
    "rolling|running|flying|floating|burning|steaming|smoking|flickering|shimmering|swirling|"
    "golden|american|texan|western|eastern|northern|"
    "southern|perfectly|crisp|moody|gritty|raw|natural|ambient|volumetric|harsh|diffused|soft|"
    "subtle|rich|muted|saturated|desaturated|pastel|"
    "dynamic|smooth|stable|steady|detailed|complex|intricate|delicate|fragile|solid|liquid|hollow|"
    "loose|tight|fitted|baggy|ripped|torn|worn|"
    "faded|polished|matte|glossy|transparent|opaque|domestic|stray|hungry|giant|lone|lonely|"
    "solitary|sweet|tender|romantic|passionate|huge|"
    "massive|friendly|grand|impressive|powerful|mighty|unusual|bizarre|ridiculous|silly|goofy|"
    "hilarious|absurd|normal|quaint|rustic|cluttered|"
    "bustling|quiet|sleepy|sunlit|moonlit|dimly|brightly|chilly|freezing|scorching|humid|polluted|"
    "pristine|untouched|legendary|iconic|"
    "mischievous|naughty|loyal|stubborn|lazy|bouncy|wobbly|slippery|sticky|rickety|creaky|worn|"
    "cracked|shattered|wrecked|ruined|restless|eager|fit|"
    "hopeful|hopeless|desperate|thoughtful|pensive|stoic|weary|grim|solemn|defiant|fearless|heroic|"
    "tiny|swedish|wise|smart|clever|dumb|stupid|"
    "precise|exact|fluid|seamless|continuous|uninterrupted|sweeping|gleaming|glistening|dappled|"
    "spinning|moving|sliding|rising|falling|standing";

}  // namespace

std::span<const TimeRow> time_rows() {
    return kTimeTable;
}

std::span<const SkyRow> sky_rows() {
    return kSkyTable;
}

std::span<const FactorRow> wind_rows() {
    return kWindTable;
}

std::span<const StyleRow> style_rows() {
    return kStyleTable;
}

std::span<const DirectionRow> direction_rows() {
    return kDirectionTable;
}

std::span<const CameraRow> camera_rows() {
    return kCameraTable;
}

std::span<const CameraRow> camera_verb_rows() {
    return kCameraVerbTable;
}

std::span<const SoundRow> sound_rows() {
    return kSoundTable;
}

std::span<const SourceSoundRow> source_sound_rows() {
    return kSourceSoundTable;
}

std::span<const NameRow> mood_rows() {
    return kMoodTable;
}

std::span<const NameRow> instrument_rows() {
    return kInstrumentTable;
}

std::span<const FactorRow> tempo_rows() {
    return kTempoTable;
}

std::span<const ColorRow> color_rows() {
    return kColorTable;
}

std::span<const FactorRow> size_rows() {
    return kSizeTable;
}

std::span<const CountRow> count_rows() {
    return kCountTable;
}

std::span<const CountRow> collective_rows() {
    return kCollectiveTable;
}

std::span<const SportRow> sport_rows() {
    return kSportTable;
}

std::span<const StandInRow> stand_in_rows() {
    return kStandInTable;
}

std::span<const NameRow> place_hint_rows() {
    return kPlaceHintTable;
}

std::span<const PrepositionRow> preposition_rows() {
    return kPrepositionTable;
}

std::span<const ColorRow> tint_rows() {
    return kTintTable;
}

std::string_view grammar_words() {
    return kGrammarWords;
}

std::string_view harmless_adjectives() {
    return kHarmlessAdjectives;
}

std::span<const NameRow> part_rows() {
    return kPartTable;
}

}  // namespace hibari::world
