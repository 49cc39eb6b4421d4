export class DepartmentRef {
  id!: string;
  code!: string;
  name!: string;
}

export class TaskCategoryOut {
  id!: string;
  code!: string;
  name!: string;
  nameEn!: string;
  direction!: string;
  directionName!: string;
  directionNameEn!: string;
  lead!: DepartmentRef;
  coLeads!: DepartmentRef[];
  cooperating!: DepartmentRef[];
  /** True for the sample catalogue (示例目录). */
  illustrative!: boolean;
}

export class TaskCategoryList {
  items!: TaskCategoryOut[];
}
