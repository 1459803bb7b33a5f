#include "world/director/lexicon/tables.h"

namespace hibari::world {
namespace {

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
    {"splash|splash sound|splashing sounds|splashing water|water splashing", "splash"},
    {"seagulls|gulls|seagull cries|seagulls cry|seagulls cawing|gulls crying|seagulls calling",
     "seagulls"},
    {"train whistle|train horn|foghorn|ship horn|ship 's horn|train in the distance|air "
     "horn|airhorn|trumpet fanfare|fanfare",
     "horn"},
};

constexpr SourceSoundRow kSourceSoundTable[] = {
    // Silence is a reaction too; it comes first, as "go silent" is no way to go wild.
    {"crowd|bench|dugout|stands|sidelines|audience|fan|spectator|stadium|viewer|everyone|onlooker|"
     "arena|supporter|public",
     "go silent|go quiet|fall quiet|be silent|be quiet|hush|stop",
     ""},
    {"crowd|bench|dugout|stands|sidelines|audience|fan|spectator|everyone|stadium|onlooker|public",
     "burst out laughing|burst into laughter|roar with laughter|crack up|howl with "
     "laughter|laugh|giggle|chuckle",
     "laughter"},
    {"crowd|bench|dugout|stands|sidelines|audience|fan|spectator|everyone|stadium|onlooker|public|"
     "viewer|supporter",
     "give a standing ovation|give him a standing ovation|give her a standing ovation|rise to "
     "their feet|rise to its feet|get to its feet|burst into applause|break into "
     "applause|explode in applause|erupt in applause|erupt into applause|break out in "
     "applause|clap|applaud",
     "applause"},
    {"crowd|bench|dugout|stands|sidelines|audience|fan|spectator|stadium|viewer|everyone|onlooker|"
     "arena|supporter|public",
     "groan|sigh|boo|moan|jeer|heckle|be disappointed|fall silent|hiss",
     "crowd_groan"},
    {"crowd|bench|dugout|stands|sidelines|audience|fan|spectator|stadium|viewer|everyone|arena|"
     "supporter|onlooker|public",
     "cheer|roar|scream|erupt|celebrate|shout|yell|explode|go wild|hoot|whoop|chant|sing|go "
     "crazy|go nuts|rejoice|erupt in cheers|"
     "howl|break into cheers|jump up|rise",
     "crowd_cheer"},
    {"crowd|bench|dugout|stands|sidelines|audience|fan|spectator|stadium|everyone|onlooker|"
     "supporter|public",
     "gasp|hold their breath|be shocked|hold its breath",
     "crowd_gasp"},
    {"crowd|bench|dugout|stands|sidelines|audience|fan|spectator|everyone|stadium|onlooker|public",
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

constexpr FactorRow kTempoTable[] = {
    {"slow|gentle|calm|soft|relaxing|mellow|sad|quiet|dreamy|ambient|slow tempo", 70.0F},
    {"fast|upbeat|energetic|lively|driving|up tempo|uptempo|frantic|pumping|high energy|fast "
     "paced|heavy",
     140.0F},
};

}  // namespace

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

}  // namespace hibari::world
