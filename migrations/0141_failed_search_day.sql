create index failed_search_day on plans.failed_search (day);
