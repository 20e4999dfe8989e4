/** What a label of the general detector is called in the service's way: capitalized, with what it is a kind of. */
export type LabelEntry = {
  name: string;
  category: string;
  /** More general labels, which the service also answers with, in alphabetical order. */
  parents: readonly string[];
  aliases: readonly string[];
};

/** Label of the detector | name | category | parents | aliases. Every one of its 80 labels is here. */
const TABLE = `
person|Person|Person Description||Human
bicycle|Bicycle|Vehicles and Automotive|Transportation,Vehicle|Bike
car|Car|Vehicles and Automotive|Transportation,Vehicle|Automobile
motorcycle|Motorcycle|Vehicles and Automotive|Transportation,Vehicle|Motorbike
airplane|Airplane|Vehicles and Automotive|Aircraft,Transportation,Vehicle|Aeroplane
bus|Bus|Vehicles and Automotive|Transportation,Vehicle|
train|Train|Vehicles and Automotive|Railway,Transportation,Vehicle|
truck|Truck|Vehicles and Automotive|Transportation,Vehicle|
boat|Boat|Vehicles and Automotive|Transportation,Vehicle|
traffic light|Traffic Light|Public Safety|Light|
fire hydrant|Fire Hydrant|Public Safety|Hydrant|
stop sign|Stopsign|Symbols and Flags|Road Sign,Sign,Symbol|Stop Sign
parking meter|Parking Meter|Transport and Logistics||
bench|Bench|Furniture and Furnishings|Furniture|
bird|Bird|Animals and Pets|Animal|
cat|Cat|Animals and Pets|Animal,Mammal,Pet|
dog|Dog|Animals and Pets|Animal,Canine,Mammal,Pet|
horse|Horse|Animals and Pets|Animal,Mammal|
sheep|Sheep|Animals and Pets|Animal,Livestock,Mammal|
cow|Cow|Animals and Pets|Animal,Cattle,Livestock,Mammal|
elephant|Elephant|Animals and Pets|Animal,Mammal,Wildlife|
bear|Bear|Animals and Pets|Animal,Mammal,Wildlife|
zebra|Zebra|Animals and Pets|Animal,Mammal,Wildlife|
giraffe|Giraffe|Animals and Pets|Animal,Mammal,Wildlife|
backpack|Backpack|Apparel and Accessories|Bag|
umbrella|Umbrella|Apparel and Accessories|Canopy|
handbag|Handbag|Apparel and Accessories|Accessories,Bag|Purse
tie|Tie|Apparel and Accessories|Accessories,Formal Wear|Necktie
suitcase|Suitcase|Travel and Adventure|Baggage|
frisbee|Frisbee|Toys and Gaming|Toy|
skis|Skis|Sports|Sports Equipment|
snowboard|Snowboard|Sports|Sports Equipment|
sports ball|Ball|Sports|Sports Equipment|
kite|Kite|Toys and Gaming|Toy|
baseball bat|Baseball Bat|Sports|Baseball,Sports Equipment|
baseball glove|Baseball Glove|Sports|Baseball,Clothing,Glove,Sports Equipment|
skateboard|Skateboard|Sports|Sports Equipment|
surfboard|Surfboard|Sports|Sports Equipment|
tennis racket|Tennis Racket|Sports|Racket,Sports Equipment|
bottle|Bottle|Home and Indoors||
wine glass|Wine Glass|Food and Beverage|Beverage Container,Glass|
cup|Cup|Food and Beverage|Beverage Container|
fork|Fork|Home and Indoors|Cutlery|
knife|Knife|Home and Indoors|Blade,Cutlery|
spoon|Spoon|Home and Indoors|Cutlery|
bowl|Bowl|Home and Indoors|Tableware|
banana|Banana|Food and Beverage|Food,Fruit,Plant,Produce|
apple|Apple|Food and Beverage|Food,Fruit,Plant,Produce|
sandwich|Sandwich|Food and Beverage|Food|
orange|Orange|Food and Beverage|Citrus Fruit,Food,Fruit,Plant,Produce|
broccoli|Broccoli|Food and Beverage|Food,Plant,Produce,Vegetable|
carrot|Carrot|Food and Beverage|Food,Plant,Produce,Vegetable|
hot dog|Hot Dog|Food and Beverage|Food|
pizza|Pizza|Food and Beverage|Food|
donut|Donut|Food and Beverage|Dessert,Food|Doughnut
cake|Cake|Food and Beverage|Dessert,Food|
chair|Chair|Furniture and Furnishings|Furniture|
couch|Couch|Furniture and Furnishings|Furniture|Sofa
potted plant|Potted Plant|Plants and Flowers|Plant|
bed|Bed|Furniture and Furnishings|Furniture|
dining table|Dining Table|Furniture and Furnishings|Furniture,Table|
toilet|Toilet|Home and Indoors|Bathroom,Indoors,Room|
tv|TV|Technology and Computing|Computer Hardware,Electronics,Hardware,Monitor,Screen|Television
laptop|Laptop|Technology and Computing|Computer,Electronics,Pc|
mouse|Mouse|Technology and Computing|Computer Hardware,Electronics,Hardware|Computer Mouse
remote|Remote Control|Technology and Computing|Electronics|
keyboard|Computer Keyboard|Technology and Computing|Computer Hardware,Electronics,Hardware|
cell phone|Mobile Phone|Technology and Computing|Electronics,Phone|Cell Phone
microwave|Microwave|Home Appliances|Appliance,Device,Electrical Device|
oven|Oven|Home Appliances|Appliance,Device,Electrical Device|
toaster|Toaster|Home Appliances|Appliance,Device,Electrical Device|
sink|Sink|Home and Indoors||
refrigerator|Refrigerator|Home Appliances|Appliance,Device,Electrical Device|Fridge
book|Book|Education|Publication|
clock|Clock|Home and Indoors||
vase|Vase|Home and Indoors|Jar,Pottery|
scissors|Scissors|Tools and Machinery|Blade|
teddy bear|Teddy Bear|Toys and Gaming|Toy|
hair drier|Blow Dryer|Home Appliances|Appliance,Device,Electrical Device|Hair Dryer
toothbrush|Toothbrush|Beauty and Personal Care|Brush|
`;

const ENTRIES: ReadonlyMap<string, LabelEntry> = new Map(
  TABLE.trim()
    .split("\n")
    .map((row) => {
      const [label = "", name = "", category = "", parents = "", aliases = ""] = row.split("|");
      return [label, { name, category, parents: listOf(parents), aliases: listOf(aliases) }];
    }),
);

export function labelEntry(label: string): LabelEntry {
  return ENTRIES.get(label) ?? { name: label, category: "Everyday Objects", parents: [], aliases: [] };
}

function listOf(text: string): string[] {
  return text === "" ? [] : text.split(",");
}
