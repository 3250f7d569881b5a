-- Without it the planner takes one dataset in two hundred for public and sorts them all for each piece of a site map.
create statistics catalog.resource_classification on (record ->> 'classification') from catalog.resource;
